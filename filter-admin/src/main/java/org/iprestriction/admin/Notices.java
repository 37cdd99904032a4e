package org.iprestriction.admin;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an application wants said to administrators at the top of the list page and in {@code /status}, such as that a list was
 * lost. Under {@link #ATTRIBUTE} in the servlet context lies a {@code Supplier<List<String>>} of whole sentences.
 */
public final class Notices {
    /** The name of the servlet context attribute. */
    public static final String ATTRIBUTE = "org.iprestriction.admin.notices";

    private Notices() {}

    static List<String> of(ServletContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof Supplier<?> notices && notices.get() instanceof List<?> sentences
                ? sentences.stream().map(String::valueOf).toList() : List.of();
    }
}
