package org.iprestriction.admin.page;

import java.util.List;

/** The content shown instead of rows. {@code icon} and {@code text} may be null. */
public record EmptyState(String icon, String heading, String text, List<Button> buttons) {}
