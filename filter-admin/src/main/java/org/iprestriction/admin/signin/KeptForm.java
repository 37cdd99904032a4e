package org.iprestriction.admin.signin;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iprestriction.admin.http.ListId;
import org.iprestriction.admin.page.Form;
import org.iprestriction.admin.page.HiddenField;
import org.iprestriction.admin.page.Links;

/**
 * The typed contents of a form that arrived after its session had ended.
 *
 * <p>They are passed through the sign-in page in hidden fields, so that the server stores nothing for users who are not signed
 * in. After the sign-in they wait in the new session until their dialog is shown again.
 *
 * @param to     the page of the dialog
 * @param fields the typed values, by field name
 */
public record KeptForm(String to, LinkedHashMap<String, String> fields) implements Serializable {
    private static final String ATTRIBUTE = KeptForm.class.getName();
    private static final String PREFIX = "typed.";
    /** The fields of the dialog. */
    private static final List<String> FIELDS =
            List.of("type", "name", "address", "action", "expires", "expiresAt", "enabled", "version", "nonce", "unsettled");
    /** The field that marks that a form was lost on the way to the sign-in. */
    static final String LOST = "lost";
    /** The path of a form: the list of an operator, or nothing; the entry, or nothing; what is asked about it, or nothing. */
    private static final Pattern PATH =
            Pattern.compile("(" + Links.LISTS + "/(?:" + ListId.PATTERN + "))?(|/[0-9]{1,18}(/delete)?)");

    /** Returns the page that shows the form that was posted to {@code path} again. */
    static String dialog(String path) {
        Matcher form = PATH.matcher(path);
        return !form.matches() ? "" : form.group(2).isEmpty() ? path + "/new" : path;
    }

    /** Returns whether the contents of a form posted to {@code path} are worth keeping. */
    public static boolean keeps(String path) {
        Matcher form = PATH.matcher(path);
        return form.matches() && form.group(3) == null;
    }

    /** Returns the hidden fields of the sign-in page for a form posted to {@code path}. */
    static List<HiddenField> hidden(String path, Form form) {
        var hidden = new ArrayList<HiddenField>();
        hidden.add(new HiddenField(LOST, "1"));
        if (keeps(path)) {
            for (String name : FIELDS) {
                if (form.has(name)) {
                    hidden.add(new HiddenField(PREFIX + name, form.get(name)));
                }
            }
        }
        return hidden;
    }

    /** Returns the same fields again after a failed sign-in. */
    static List<HiddenField> again(Form signIn) {
        return signIn.fields().entrySet().stream().filter(e -> e.getKey().startsWith(PREFIX) || e.getKey().equals(LOST))
                .map(e -> new HiddenField(e.getKey(), e.getValue())).toList();
    }

    static KeptForm of(String to, Form signIn) {
        var fields = new LinkedHashMap<String, String>();
        for (Map.Entry<String, String> field : signIn.fields().entrySet()) {
            if (field.getKey().startsWith(PREFIX)) {
                fields.put(field.getKey().substring(PREFIX.length()), field.getValue());
            }
        }
        return new KeptForm(to, fields);
    }

    void put(HttpSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    /** Removes and returns the form that waits for the dialog at {@code path}, or returns null if there is none. */
    public static Form take(HttpSession session, String path) {
        if (session.getAttribute(ATTRIBUTE) instanceof KeptForm kept && kept.to().equals(path)) {
            session.removeAttribute(ATTRIBUTE);
            return new Form(kept.fields());
        }
        return null;
    }
}
