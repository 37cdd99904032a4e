package org.iprestriction.admin;

import java.util.List;

/** What stands where rows would be. */
record EmptyState(String icon, String heading, String text, List<Button> buttons) {}
