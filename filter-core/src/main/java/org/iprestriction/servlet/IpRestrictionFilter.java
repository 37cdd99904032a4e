package org.iprestriction.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;
import org.iprestriction.caller.LogText;
import org.iprestriction.live.LiveList;
import org.iprestriction.live.LiveLists;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.SettingsException;

/**
 * A servlet filter that lets a request pass only if the address of its caller is allowed. The deployment rules decide
 * first; if none of them contains the address, a live list decides. Without rules and without a list, everything is
 * blocked by default. If an error occurs in the filter, the request is blocked, except in report mode.
 *
 * <p>Init-params, all optional:
 * <ul>
 * <li>{@code list}: the name of the live list that decides if no deployment rule does
 * <li>{@code list-from}: instead of {@code list}, where each request says under which live list it falls: {@code attribute:NAME},
 *     {@code principal}, {@code host} or {@code path:N}. A request without a name, or with one under which nothing is in force,
 *     is blocked
 * <li>{@code allow}, {@code block}: deployment rules, as addresses and ranges
 *     ({@link org.iprestriction.address.Notation}) separated by commas or spaces
 * <li>{@code default}: {@code deny} (the default) or {@code allow}, the decision if no rule does; only without
 *     {@code list} and {@code list-from}
 * <li>{@code trusted-proxies}: addresses and ranges of proxies whose {@code client-header} is trusted
 * <li>{@code client-header}: {@code none} (the default), {@code X-Forwarded-For}, {@code Forwarded} or another header
 * <li>{@code client-header-ports}: {@code none} (the default), {@code always} or {@code optional}, whether another
 *     header contains a port
 * <li>{@code mode}: {@code enforce} (the default), or {@code report} to block nothing and only log
 * <li>{@code denied-status}: 403 (the default) or 404, the status of a refusal
 * </ul>
 * An unknown or malformed init-param stops the start. Map the filter with all dispatcher types and
 * {@code async-supported}.
 *
 * <p>The request attribute {@link #CLIENT_ADDRESS} contains the address of the caller.
 *
 * <p>Thread-safe.
 */
public final class IpRestrictionFilter implements Filter {

    /**
     * The name of the request attribute that contains the caller's address as canonical text; absent if the caller is
     * unidentified. If several of these filters handle a request, the last one sets the value.
     */
    public static final String CLIENT_ADDRESS = "org.iprestriction.address";

    private static final Logger LOG = System.getLogger(IpRestrictionFilter.class.getName());
    /** The longest name that is logged: that of the longest list. */
    private static final int LONGEST_NAME = 100;

    /** Marks a request that was allowed. No client can forge this object, whatever it can set as an attribute. */
    private final Object passed = new Object();
    private final LongSupplier nanoTime;
    private final BiFunction<FilterSettings, LiveLists, Counters> makeCounters;
    private final RefusalLog refusals;
    private String decided;
    private FilterSettings settings;
    /** The live lists; null if only deployment rules decide. */
    private LiveLists lists;
    /** The list of every request; null if each request has its own. */
    private LiveList list;
    private Refusal refusal;
    private Counters counters;
    private Reminders reminders;

    /** Creates a filter; the container configures it with {@link #init}. */
    public IpRestrictionFilter() {
        this(System::nanoTime, Counters::new);
    }

    IpRestrictionFilter(LongSupplier nanoTime, BiFunction<FilterSettings, LiveLists, Counters> makeCounters) {
        this.nanoTime = nanoTime;
        this.makeCounters = makeCounters;
        this.refusals = new RefusalLog(nanoTime);
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        try {
            settings = FilterSettings.of(config);
            lists = settings.isLive() ? liveLists(config) : null;
        } catch (SettingsException illegal) {
            throw new ServletException(illegal.getMessage(), illegal);
        }
        decided = "org.iprestriction.decided." + config.getFilterName();
        refusal = new Refusal(settings.deniedStatus());
        list = settings.list() == null ? null : lists.named(settings.list());
        if (settings.listFrom() != null) {
            lists.loadEvery();
        }
        counters = makeCounters.apply(settings, lists);
        counters.register(config.getServletContext(), config.getFilterName());
        DeploymentRules.publish(config.getServletContext(), config.getFilterName(), settings);
        LOG.log(Level.INFO, settings.summary());
        settings.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        reminders = new Reminders(settings, nanoTime);
    }

    private LiveLists liveLists(FilterConfig config) {
        if (config.getServletContext().getAttribute(LiveLists.ATTRIBUTE) instanceof LiveLists lists) {
            return lists;
        }
        String name = settings.list() == null ? "list-from" : "list";
        throw new SettingsException(name + " is “" + (settings.list() == null ? settings.listFrom().text() : settings.list()) + "”, but nothing"
                + " loads lists: add the listener org.iprestriction.jpa.JpaAccessListsListener to web.xml, or remove " + name + ".");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("This filter can check only HTTP requests. This request is not one, so it is blocked.");
        }
        if (reminders.any()) {
            attempt(() -> reminders.of(http));
        }
        Outcome outcome = judge(http);
        if (outcome.passes() || isErrorPageOf(outcome, http)) {
            chain.doFilter(request, response);
        } else {
            refuse(http, answer, outcome);
        }
    }

    /** Decides once for each request. Returns a passing outcome only if every step succeeded. */
    private Outcome judge(HttpServletRequest request) {
        IpAddress client = null;
        Verdict verdict;
        Throwable fault = null;
        try {
            Object earlier = request.getAttribute(decided);
            if (earlier == passed) {
                return Outcome.PASSES; // a further dispatch of a request that was allowed
            }
            if (earlier instanceof Outcome again && again.isRefusalBy(this)) {
                return again; // even if the application has wrapped the request since
            }
            client = settings.resolver().resolve(request);
            verdict = decide(client, request);
            if (client != null) {
                request.setAttribute(CLIENT_ADDRESS, client.toString());
            }
            if (verdict == Verdict.ALLOWED) {
                request.setAttribute(decided, passed);
            }
            counters.count(verdict);
            if (verdict == Verdict.ALLOWED) {
                return Outcome.PASSES;
            }
        } catch (Throwable thrown) { // an Error must not let anybody in either
            verdict = Verdict.FAULT;
            fault = thrown;
        }
        Outcome refused = Outcome.refused(this, client, verdict,
                Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE));
        note(request, refused, fault);
        if (settings.reporting()) {
            markAsReported(request, client);
            return Outcome.PASSES;
        }
        attempt(() -> request.setAttribute(decided, refused));
        return refused;
    }

    private Verdict decide(IpAddress client, HttpServletRequest request) {
        if (client == null) {
            return Verdict.UNIDENTIFIED;
        }
        Decision decision = settings.deploymentRules().decide(client);
        if (decision == Decision.NO_RULE) {
            if (lists != null) {
                return list == null ? decideByOwnList(client, request) : decide(client, list.inForce());
            }
            decision = settings.otherwise();
        }
        return decision == Decision.ALLOWED ? Verdict.ALLOWED : Verdict.NOT_LISTED;
    }

    private static Verdict decide(IpAddress client, AccessList inForce) {
        return inForce == null ? Verdict.NOT_LOADED
                : inForce.decide(client) == Decision.ALLOWED ? Verdict.ALLOWED : Verdict.NOT_LISTED;
    }

    /** Decides by the list of the request, which is read once. Whatever the request says instead of a name, it is blocked. */
    private Verdict decideByOwnList(IpAddress client, HttpServletRequest request) {
        String name = settings.listFrom().nameIn(request);
        if (name == null) {
            return Verdict.NO_LIST;
        }
        LiveList own = lists.find(name);
        if (own == null) {
            return !Setting.LIST.accepts(name) ? Verdict.NO_LIST_NAME : lists.isEveryLoaded() ? Verdict.EMPTY_LIST : Verdict.NOT_LOADED;
        }
        AccessList inForce = own.inForce();
        return inForce != null && inForce.size() == 0 ? Verdict.EMPTY_LIST : decide(client, inForce);
    }

    /** Logs a refusal, and logs and counts a fault. */
    private void note(HttpServletRequest request, Outcome refused, Throwable fault) {
        if (fault != null) {
            attempt(() -> counters.count(refused.verdict()));
            attempt(() -> LOG.log(Level.ERROR, "The IP restriction failed; request " + refused.id()
                    + " counts as not allowed.", fault));
        }
        attempt(() -> refusals.refused(request.getMethod(), request.getRequestURI(), refused.client(),
                reason(request, refused), settings.reporting(), refused.id()));
    }

    private String reason(HttpServletRequest request, Outcome refused) {
        if (refused.verdict() == Verdict.NOT_LISTED && settings.deploymentRules().decide(refused.client()) == Decision.BLOCKED) {
            return "a deployment rule blocks the address";
        }
        if (refused.verdict() == Verdict.NOT_LISTED && lists == null) {
            return "no deployment rule allows the address";
        }
        return refused.verdict().reason() + ownList(request, refused.verdict());
    }

    /** Returns which list a refusal is about, for the log; nothing if all requests have the same. */
    private String ownList(HttpServletRequest request, Verdict verdict) {
        String name = settings.listFrom() == null || !verdict.isAboutAList() ? null : settings.listFrom().nameIn(request);
        return name == null ? "" : " (list “" + LogText.escaped(name, LONGEST_NAME) + "”)";
    }

    /** Marks a request that only report mode lets pass, and replaces an address attribute set by someone else. */
    private void markAsReported(HttpServletRequest request, IpAddress client) {
        attempt(() -> request.setAttribute(decided, passed));
        attempt(() -> request.setAttribute(CLIENT_ADDRESS, client == null ? null : client.toString()));
    }

    /** Returns whether the container is showing the error page for a refusal that could not be written. */
    private static boolean isErrorPageOf(Outcome refused, HttpServletRequest request) {
        try {
            return refused.isSentAsError() && request.getDispatcherType() == DispatcherType.ERROR;
        } catch (Throwable failure) {
            return false; // then the request is refused again
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Outcome refused) throws ServletException {
        try {
            DispatcherType dispatch = request.getDispatcherType();
            if (dispatch != DispatcherType.INCLUDE) { // an including page continues without this part
                refusal.write(response, refused, dispatch == DispatcherType.REQUEST);
            }
        } catch (Throwable failure) {
            attempt(() -> LOG.log(Level.ERROR, "The refusal of request " + refused.id() + " could not be written.", failure));
            refusal.inNeed(response, refused);
        }
    }

    /** Runs a step whose failure must not change the decision or prevent the following steps. */
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (Throwable failure) {
            try {
                LOG.log(Level.ERROR, "A request could not be counted, logged or marked.", failure);
            } catch (Throwable mute) { // logging itself fails, so the failure cannot be reported
                return;
            }
        }
    }

    List<String> warnings() {
        return settings.warnings();
    }

    @Override
    public void destroy() {
        if (counters != null) {
            counters.unregister();
        }
    }
}
