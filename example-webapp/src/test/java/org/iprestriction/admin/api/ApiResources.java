package org.iprestriction.admin.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The routes of the JSON API, for the tests of other packages. */
public final class ApiResources {
    private ApiResources() {}

    /** The methods of each path; {@code #} stands for the id of an entry, {@code *} for the id of a list. */
    public static Map<String, List<String>> all() {
        return methods(false);
    }

    /** Those of them that are also below each list. */
    public static Map<String, List<String>> ofAList() {
        return methods(true);
    }

    private static Map<String, List<String>> methods(boolean ofAList) {
        var methods = new LinkedHashMap<String, List<String>>();
        Arrays.stream(ApiRoute.Kind.values()).filter(kind -> !ofAList || kind.scope() == ApiRoute.Scope.OF_A_LIST)
                .forEach(kind -> methods.put(kind.path(), kind.methods()));
        return methods;
    }
}
