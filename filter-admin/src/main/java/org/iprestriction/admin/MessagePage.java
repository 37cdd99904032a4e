package org.iprestriction.admin;

import java.util.List;

/** A page that only says something: not found, refused, too large, something went wrong. */
record MessagePage(Frame frame, String icon, String heading, String text, List<Button> buttons) {}
