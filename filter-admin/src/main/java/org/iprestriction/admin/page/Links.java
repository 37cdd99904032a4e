package org.iprestriction.admin.page;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.iprestriction.admin.http.AdminPath;
import org.iprestriction.admin.http.ListId;

/**
 * The URLs of the pages, relative to the page being shown.
 *
 * <p>Relative URLs work under any context path and behind a proxy that adds or removes a prefix. jte escapes for HTML but does
 * not encode URLs, so every part of a URL is encoded here.
 *
 * @param up    {@code "../"} once for each level of the shown page below {@code admin-path}
 * @param named the name of the list whose pages these are, if an operator looks at it; null for one's own list
 */
public record Links(String up, String named) {
    /** The folder of the pages. */
    private static final String BASE = AdminPath.PAGES.substring(1);
    /** The folder of the pages of all lists, for operators. */
    public static final String LISTS = "/lists";

    /** Returns the links for the page that {@code request} asks for, relative to its URL in the browser. */
    static Links of(AdminPath admin, HttpServletRequest request, String named) {
        String raw = request.getRequestURI().substring(request.getContextPath().length());
        if (!raw.startsWith(admin.path() + "/")) {
            return new Links(admin.path().substring(admin.path().lastIndexOf('/') + 1) + "/", named);
        }
        return new Links("../".repeat((int) raw.substring(admin.path().length() + 1).chars().filter(c -> c == '/').count()), named);
    }

    /** Returns the first page: one's own list. */
    public String home() {
        return up + BASE;
    }

    /** Returns the page of all lists. */
    public String lists() {
        return home() + LISTS;
    }

    /** Returns the page of all lists as {@code query} says. */
    public String lists(Map<String, String> query) {
        return lists() + query(query);
    }

    /** Returns the page of a list for operators. */
    public String listOf(String name) {
        return lists() + "/" + ListId.of(name);
    }

    /** Returns the dialog with the limit of a list, over the page of all lists as {@code query} says. */
    public String limit(String name, Map<String, String> query) {
        return listOf(name) + "/limit" + query(query);
    }

    /** Returns the list that these pages are about. */
    public String list() {
        return named == null ? home() : listOf(named);
    }

    public String list(String fragment) {
        return list() + "#" + fragment;
    }

    public String filtered(Map<String, String> query) {
        return list() + query(query);
    }

    public String add() {
        return list() + "/new";
    }

    public String add(String type, String address) {
        return add(type, address, "");
    }

    public String add(String type, String address, String name) {
        var query = new LinkedHashMap<String, String>();
        query.put("type", type);
        query.put("address", address);
        query.put("name", name);
        return add() + query(query);
    }

    public String entry(long id) {
        return list() + "/" + id;
    }

    public String delete(long id) {
        return entry(id) + "/delete";
    }

    public String disable(long id) {
        return entry(id) + "/disable";
    }

    public String undo(long id) {
        return entry(id) + "/undo";
    }

    /** Returns the name of an entry in the list. With {@code paged}, the list is to be opened at the page that holds it. */
    public String name(long id, boolean paged) {
        return at(id, "n" + id, paged);
    }

    /** Returns the trash bin of an entry in the list, in the same way. */
    public String trash(long id, boolean paged) {
        return at(id, "d" + id, paged);
    }

    /** Returns the message about a change of an entry, above the list, in the same way. */
    public String flash(long id, boolean paged) {
        return at(id, "flash", paged);
    }

    private String at(long id, String fragment, boolean paged) {
        return list() + (paged ? "?at=" + id : "") + "#" + fragment;
    }

    public String preview() {
        return list() + "/preview";
    }

    String state() {
        return list() + "/state";
    }

    public String signIn() {
        return home() + "/sign-in";
    }

    /** Returns the sign-in page that leads back to {@code path}, which is below the pages' folder. */
    public String signIn(String path) {
        return signIn() + (path.isEmpty() ? "" : query(Map.of("to", path)));
    }

    String signOut() {
        return home() + "/sign-out";
    }

    String asset(String file) {
        return home() + "/assets/" + file;
    }

    private static String query(Map<String, String> parameters) {
        String query = parameters.entrySet().stream().filter(e -> !e.getValue().isEmpty())
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue())).collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
