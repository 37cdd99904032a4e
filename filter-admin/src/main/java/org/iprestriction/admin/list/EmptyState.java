package org.iprestriction.admin.list;

import java.util.List;
import org.iprestriction.admin.page.Button;

/** The content shown instead of rows. */
record EmptyState(String icon, String heading, String text, List<Button> buttons) {}
