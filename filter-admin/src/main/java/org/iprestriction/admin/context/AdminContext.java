package org.iprestriction.admin.context;

import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.access.PasswordChecks;
import org.iprestriction.admin.access.Roles;
import org.iprestriction.admin.access.SameOrigin;
import org.iprestriction.admin.http.AdminPath;
import org.iprestriction.admin.http.Bodies;
import org.iprestriction.caller.ClientAddressResolver;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.jpa.ChangeHistory;
import org.iprestriction.jpa.EntryStore;
import org.iprestriction.jpa.IpRestriction;
import org.iprestriction.live.LiveLists;
import org.iprestriction.servlet.DeploymentRules;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;
import org.iprestriction.settings.SettingsException;

/**
 * The objects that the pages and the JSON API of one application share. Each servlet context with the pages has one.
 *
 * @param store   the entries of all lists; requests reach them by {@link #list} and {@link #lists}
 * @param history what was changed in them
 * @param live    the lists that this node applies
 * @param node    describes this node as it knows itself now
 * @param path    the path of the pages and the API
 * @param roles   the roles that may use them
 * @param from    which list a user sees
 * @param rules   the rules that the filters of this application fix for the list of that name; read each time, because filters
 *                start after listeners
 * @param notices the messages of the application to administrators
 * @param changes the limit on the changes of each user
 * @param checks  decides when a password is checked
 * @param bodies  reads the bodies sent by signed-in users; {@code strangersBodies} reads all others
 * @param reader  reads lists, and keeps some for when the database does not answer
 */
public record AdminContext(EntryStore store, ChangeHistory history, LiveLists live, Supplier<NodeStatus> node, Settings settings,
        AdminPath path, Roles roles, ListFrom from, Function<String, DeploymentRules> rules, Supplier<List<String>> notices,
        ClientAddressResolver resolver, SameOrigin origin, ChangeRate changes, PasswordChecks checks, Bodies bodies,
        Bodies strangersBodies, ListReader reader) {

    /** The servlet context attribute in which an application may store a {@code Supplier<List<String>>} of sentences. */
    public static final String NOTICES = "org.iprestriction.admin.notices";
    private static final int SIGNED_IN = 16;
    private static final Duration SIGNED_IN_PATIENCE = Duration.ofSeconds(30);
    private static final int STRANGERS = 64;
    private static final Duration STRANGERS_PATIENCE = Duration.ofSeconds(10);

    /** Returns the context of an application, creating it if necessary. */
    public static AdminContext of(ServletContext context) {
        synchronized (AdminContext.class) {
            String name = AdminContext.class.getName();
            if (!(context.getAttribute(name) instanceof AdminContext)) {
                context.setAttribute(name, make(context));
            }
            return (AdminContext) context.getAttribute(name);
        }
    }

    private static AdminContext make(ServletContext context) {
        if (!(context.getAttribute(IpRestriction.ATTRIBUTE) instanceof IpRestriction open)) {
            throw new SettingsException("The pages of the IP restriction find no lists: add the listener"
                    + " org.iprestriction.jpa.JpaAccessListsListener to web.xml, before org.iprestriction.admin.AdminPages.");
        }
        Settings settings = open.settings();
        return new AdminContext(open.entries(), open.history(), open.lists(), open::node, settings, AdminPath.of(context),
                Roles.of(settings), ListFrom.of(settings), list -> DeploymentRules.of(context, list), () -> notices(context),
                ClientAddressResolver.of(settings),
                new SameOrigin(settings.required(Setting.PUBLIC_ORIGIN)), new ChangeRate(System::nanoTime),
                new PasswordChecks(System::nanoTime, TimeUnit.NANOSECONDS::timedWait), new Bodies(SIGNED_IN, SIGNED_IN_PATIENCE),
                new Bodies(STRANGERS, STRANGERS_PATIENCE), new ListReader(open.entries()));
    }

    private static List<String> notices(ServletContext context) {
        return context.getAttribute(NOTICES) instanceof Supplier<?> notices && notices.get() instanceof List<?> sentences
                ? sentences.stream().map(String::valueOf).toList() : List.of();
    }

    /** Returns the product name for the top bar. */
    public String product() {
        return settings.required(Setting.PRODUCT_NAME);
    }

    /** Returns the time zone in which times are shown. */
    public ZoneId zone() {
        return settings.timeZone();
    }

    /** Returns whether browsers use HTTPS, even if the container receives plain HTTP. */
    public boolean secure() {
        return settings.text(Setting.PUBLIC_ORIGIN).orElse("").startsWith("https:");
    }

    /**
     * Returns the list of that name.
     *
     * @param operator whether the user may see every list
     */
    public OneList list(String name, boolean operator) {
        return new OneList(this, name, seesAll(operator));
    }

    /** Returns whether a filter that chooses among the lists of all accounts blocks nothing. */
    public boolean reporting() {
        return rules.apply("").reporting(); // the name of no list, so that no filter can name it
    }

    /** Returns a list in place of that of an operator who has none and asks only about nodes. */
    public OneList anyList() {
        return list(Setting.LIST.standard(), true);
    }

    /** Returns all lists, for operators. */
    public AllLists lists() {
        return new AllLists(store, reader, settings);
    }

    /** Returns whether a user may see what concerns more than their own list: everybody may if there is one list for everybody. */
    public boolean seesAll(boolean operator) {
        return operator || !from.byAccount();
    }
}
