package org.iprestriction.admin;

import jakarta.servlet.ServletContext;
import java.util.function.Supplier;

/** Objects the servlets of this package share, one of a class and application, kept in the servlet context. */
final class Shared {
    private Shared() {}

    /** The object of {@code type} in {@code context}, made by {@code maker} when nobody made it before. */
    static <T> T in(ServletContext context, Class<T> type, Supplier<T> maker) {
        synchronized (Shared.class) {
            Object known = context.getAttribute(type.getName());
            if (known == null) {
                known = maker.get();
                context.setAttribute(type.getName(), known);
            }
            return type.cast(known);
        }
    }
}
