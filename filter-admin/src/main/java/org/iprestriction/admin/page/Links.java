package org.iprestriction.admin.page;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.iprestriction.admin.http.AdminPath;

/**
 * The URLs of the pages, relative to the page being shown.
 *
 * <p>Relative URLs work under any context path and behind a proxy that adds or removes a prefix. jte escapes for HTML but does
 * not encode URLs, so every part of a URL is encoded here.
 *
 * @param up {@code "../"} once for each level of the shown page below {@code admin-path}
 */
public record Links(String up) {
    /** The folder of the pages. */
    private static final String BASE = AdminPath.PAGES.substring(1);

    /** Returns the links for the page that {@code request} asks for, relative to its URL in the browser. */
    static Links of(AdminPath admin, HttpServletRequest request) {
        String raw = request.getRequestURI().substring(request.getContextPath().length());
        if (!raw.startsWith(admin.path() + "/")) {
            return new Links(admin.path().substring(admin.path().lastIndexOf('/') + 1) + "/");
        }
        return new Links("../".repeat((int) raw.substring(admin.path().length() + 1).chars().filter(c -> c == '/').count()));
    }

    public String list() {
        return up + BASE;
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
        return list() + "/sign-in";
    }

    /** Returns the sign-in page that leads back to {@code path}, which is below the pages' folder. */
    public String signIn(String path) {
        return signIn() + (path.isEmpty() ? "" : query(Map.of("to", path)));
    }

    String signOut() {
        return list() + "/sign-out";
    }

    String asset(String file) {
        return list() + "/assets/" + file;
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
