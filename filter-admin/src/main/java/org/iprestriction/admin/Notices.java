package org.iprestriction.admin;

import java.util.List;
import java.util.function.Supplier;
import org.iprestriction.admin.context.AdminContext;

/**
 * Messages from the application to administrators, such as that a list was lost. They are shown at the top of the list page and
 * in {@code /status}.
 *
 * <p>The application stores a {@code Supplier<List<String>>} of complete sentences in the servlet context attribute
 * {@link #ATTRIBUTE}.
 */
public final class Notices {
    /** The name of the servlet context attribute. */
    public static final String ATTRIBUTE = AdminContext.NOTICES;

    private Notices() {}
}
