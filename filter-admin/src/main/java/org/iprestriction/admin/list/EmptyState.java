package org.iprestriction.admin.list;

import java.util.List;
import org.iprestriction.admin.page.Button;

/** What stands where rows would be. */
record EmptyState(String icon, String heading, String text, List<Button> buttons) {}
