package org.iprestriction.admin.api;

import java.util.List;

/**
 * The resource that a path of the JSON API names.
 *
 * @param kind the kind of resource
 * @param id the id in the path, or 0 if there is none
 */
record ApiRoute(Kind kind, long id) {

    /** The resources and the methods that each supports. HEAD is allowed wherever GET is. */
    enum Kind {
        ENTRIES("GET", "HEAD", "POST", "PUT"),
        ENTRY("GET", "HEAD", "PUT", "PATCH", "DELETE"),
        UNDO("POST"),
        VALIDATE("POST"),
        CHECK("GET", "HEAD"),
        STATUS("GET", "HEAD"),
        NODES("GET", "HEAD");

        private final List<String> methods;

        Kind(String... methods) {
            this.methods = List.of(methods);
        }

        boolean allows(String method) {
            return methods.contains(method);
        }

        /** Returns the value of the {@code Allow} header. */
        String allowed() {
            return String.join(", ", methods);
        }
    }

    private static final String ENTRY = "/entries/";
    private static final String UNDO = "/undo";
    private static final int MOST_DIGITS = 18;

    /** Returns the route of a decoded path below the API's base path, or null if there is none. */
    static ApiRoute of(String path) {
        if (path == null) {
            return null;
        }
        return switch (path) {
            case "/entries" -> new ApiRoute(Kind.ENTRIES, 0);
            case "/validate" -> new ApiRoute(Kind.VALIDATE, 0);
            case "/check" -> new ApiRoute(Kind.CHECK, 0);
            case "/status" -> new ApiRoute(Kind.STATUS, 0);
            case "/nodes" -> new ApiRoute(Kind.NODES, 0);
            default -> ofEntry(path);
        };
    }

    private static ApiRoute ofEntry(String path) {
        if (!path.startsWith(ENTRY)) {
            return null;
        }
        boolean undo = path.endsWith(UNDO);
        String id = path.substring(ENTRY.length(), undo ? Math.max(ENTRY.length(), path.length() - UNDO.length()) : path.length());
        boolean number = !id.isEmpty() && id.length() <= MOST_DIGITS && id.charAt(0) != '0'
                && id.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? new ApiRoute(undo ? Kind.UNDO : Kind.ENTRY, Long.parseLong(id)) : null;
    }
}
