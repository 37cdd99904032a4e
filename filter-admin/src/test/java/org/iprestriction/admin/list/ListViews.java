package org.iprestriction.admin.list;

import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.page.Dialog;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Flash;
import org.iprestriction.admin.page.View;

/** The list page for the tests of other packages. */
public final class ListViews {
    private ListViews() {}

    public static View of(Exchange exchange, ListReading reading, Dialog dialog, Flash flash) {
        return new ListPage(exchange, reading, dialog, flash);
    }
}
