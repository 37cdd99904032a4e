package org.iprestriction.admin;

import java.util.List;
import java.util.function.Supplier;
import org.iprestriction.admin.context.AdminContext;

/**
 * What an application wants said to administrators at the top of the list page and in {@code /status}, such as that a list was
 * lost. Under {@link #ATTRIBUTE} in the servlet context lies a {@code Supplier<List<String>>} of whole sentences.
 */
public final class Notices {
    /** The name of the servlet context attribute. */
    public static final String ATTRIBUTE = AdminContext.NOTICES;

    private Notices() {}
}
