package org.iprestriction.admin.api;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iprestriction.admin.http.ListId;

/**
 * The resource that a path of the JSON API names.
 *
 * @param kind the kind of resource
 * @param id   the id of the entry in the path, or 0 if there is none
 * @param list the name of the list in the path, whether or not it exists; null if there is none
 */
record ApiRoute(Kind kind, long id, String list) {

    /** Where a resource is found, and what it is about. */
    enum Scope {
        /** The entries of one list: of the user's own, and for operators also below each of all lists. */
        OF_A_LIST,
        /** The nodes that apply the lists. */
        OF_NODES,
        /** All lists, or one of them. Only for operators. */
        OF_LISTS
    }

    /**
     * The resources, their paths and the methods that each supports. {@code #} stands for the id of an entry, {@code *} for the id
     * of a list. HEAD is allowed wherever GET is.
     */
    enum Kind {
        ENTRIES("/entries", Scope.OF_A_LIST, "GET", "HEAD", "POST", "PUT"),
        ENTRY("/entries/#", Scope.OF_A_LIST, "GET", "HEAD", "PUT", "PATCH", "DELETE"),
        UNDO("/entries/#/undo", Scope.OF_A_LIST, "POST"),
        VALIDATE("/validate", Scope.OF_A_LIST, "POST"),
        CHECK("/check", Scope.OF_A_LIST, "GET", "HEAD"),
        STATUS("/status", Scope.OF_NODES, "GET", "HEAD"),
        NODES("/nodes", Scope.OF_NODES, "GET", "HEAD"),
        LISTS("/lists", Scope.OF_LISTS, "GET", "HEAD"),
        LIST("/lists/*", Scope.OF_LISTS, "GET", "HEAD", "PATCH");

        private final String path;
        private final Scope scope;
        private final List<String> methods;

        Kind(String path, Scope scope, String... methods) {
            this.path = path;
            this.scope = scope;
            this.methods = List.of(methods);
        }

        String path() {
            return path;
        }

        Scope scope() {
            return scope;
        }

        List<String> methods() {
            return methods;
        }

        boolean allows(String method) {
            return methods.contains(method);
        }

        /** Returns the value of the {@code Allow} header. */
        String allowed() {
            return String.join(", ", methods);
        }
    }

    private static final Pattern LIST = Pattern.compile("/lists/([^/]+)(/.+)?");
    private static final Pattern ENTRY = Pattern.compile("/entries/([1-9][0-9]{0,17})(/.+)?");

    /** Returns the route of a decoded path below the API's base path, or null if there is none. */
    static ApiRoute of(String path) {
        Matcher inList = LIST.matcher(path == null ? "" : path);
        if (!inList.matches()) {
            return of(path, null);
        }
        String list = ListId.name(inList.group(1));
        if (list == null) {
            return null;
        }
        ApiRoute route = inList.group(2) == null ? new ApiRoute(Kind.LIST, 0, list) : of(inList.group(2), list);
        return route == null || inList.group(2) != null && route.kind.scope != Scope.OF_A_LIST ? null : route;
    }

    private static ApiRoute of(String path, String list) {
        Matcher entry = ENTRY.matcher(path == null ? "" : path);
        boolean numbered = entry.matches();
        String shape = !numbered ? path : "/entries/#" + (entry.group(2) == null ? "" : entry.group(2));
        boolean literal = shape != null && (numbered || shape.indexOf('#') < 0) && shape.indexOf('*') < 0;
        return !literal ? null : Arrays.stream(Kind.values()).filter(kind -> kind.path.equals(shape)).findFirst()
                .map(kind -> new ApiRoute(kind, numbered ? Long.parseLong(entry.group(1)) : 0, list)).orElse(null);
    }

    /** Returns whether only operators may know that there is something here. */
    boolean isForOperators() {
        return list != null || kind.scope == Scope.OF_LISTS;
    }
}
