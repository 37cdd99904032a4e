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
import org.iprestriction.live.LiveList;
import org.iprestriction.live.LiveLists;
import org.iprestriction.settings.SettingsException;

/**
 * Lets a request pass only if the address of its caller is allowed: by the rules of the deployment, and where none of
 * those holds the address, by a live list. Without rules and without a list everything is blocked; whatever goes wrong in
 * here, the request is blocked.
 *
 * <p>Configured by init-params {@code list}, {@code allow}, {@code block}, {@code default}, {@code trusted-proxies},
 * {@code client-header}, {@code client-header-ports}, {@code mode} and {@code denied-status}; see the documentation. An unknown or malformed setting
 * stops the start. Map it with all dispatcher types and {@code async-supported}.
 *
 * <p>The application finds the address of the caller in the request attribute {@link #CLIENT_ADDRESS}.
 *
 * <p>Thread-safe, as containers want it.
 */
public final class IpRestrictionFilter implements Filter {

    /**
     * The name of the request attribute that holds the caller's address as text; absent if unidentified. Where several of
     * these filters see a request, the last one's word.
     */
    public static final String CLIENT_ADDRESS = "org.iprestriction.address";

    private static final Logger LOG = System.getLogger(IpRestrictionFilter.class.getName());

    /** Marks a request that was let in. No client can make this object, whatever becomes an attribute. */
    private final Object passed = new Object();
    private final LongSupplier nanoTime;
    private final BiFunction<FilterSettings, LiveLists, Counters> makeCounters;
    private final RefusalLog refusals;
    private String decided;
    private FilterSettings settings;
    private LiveList list;
    private Refusal refusal;
    private Counters counters;
    private Reminders reminders;

    /** Makes a filter that the container configures. */
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
        LiveLists lists;
        try {
            settings = FilterSettings.of(config);
            lists = settings.list() == null ? null : liveLists(config);
        } catch (SettingsException illegal) {
            throw new ServletException(illegal.getMessage(), illegal);
        }
        decided = "org.iprestriction.decided." + config.getFilterName();
        refusal = new Refusal(settings.deniedStatus());
        list = lists == null ? null : lists.named(settings.list());
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
        throw new SettingsException("list is “" + settings.list() + "”, but nothing loads it: add the listener"
                + " org.iprestriction.jpa.JpaAccessListsListener to web.xml, or remove list.");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("Only HTTP requests can be told apart by address; this one is blocked.");
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

    /** Decides once for a request. Returns an outcome that passes only if every step went well. */
    private Outcome judge(HttpServletRequest request) {
        IpAddress client = null;
        Verdict verdict;
        Throwable fault = null;
        try {
            Object earlier = request.getAttribute(decided);
            if (earlier == passed) {
                return Outcome.PASSES; // a further dispatch of a request that was let in
            }
            if (earlier instanceof Outcome again && again.isRefusalBy(this)) {
                return again; // whatever the application has wrapped it in since
            }
            client = settings.resolver().resolve(request);
            verdict = decide(client);
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
        } catch (Throwable thrown) { // an Error in here must not let anybody in either
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

    private Verdict decide(IpAddress client) {
        if (client == null) {
            return Verdict.UNIDENTIFIED;
        }
        Decision decision = settings.deploymentRules().decide(client);
        if (decision == Decision.NO_RULE) {
            if (list == null) {
                decision = settings.otherwise();
            } else {
                AccessList inForce = list.inForce();
                if (inForce == null) {
                    return Verdict.NOT_LOADED;
                }
                decision = inForce.decide(client);
            }
        }
        return decision == Decision.ALLOWED ? Verdict.ALLOWED : Verdict.NOT_LISTED;
    }

    /** Tells the operator what became of a request. */
    private void note(HttpServletRequest request, Outcome refused, Throwable fault) {
        if (fault != null) {
            attempt(() -> counters.count(refused.verdict()));
            attempt(() -> LOG.log(Level.ERROR, "The IP restriction failed; request " + refused.id()
                    + " counts as not allowed.", fault));
        }
        attempt(() -> refusals.refused(request.getMethod(), request.getRequestURI(), refused.client(), reason(refused),
                settings.reporting(), refused.id()));
    }

    private String reason(Outcome refused) {
        if (refused.verdict() != Verdict.NOT_LISTED) {
            return refused.verdict().reason();
        }
        return settings.deploymentRules().decide(refused.client()) == Decision.BLOCKED ? "a deployment rule blocks the address"
                : list == null ? "no deployment rule allows the address" : refused.verdict().reason();
    }

    /** Marks a request that only report mode lets in, and takes away what somebody else may have said of its caller. */
    private void markAsReported(HttpServletRequest request, IpAddress client) {
        attempt(() -> request.setAttribute(decided, passed));
        attempt(() -> request.setAttribute(CLIENT_ADDRESS, client == null ? null : client.toString()));
    }

    /** Tells whether the container shows the error page for a refusal that could not be written. */
    private static boolean isErrorPageOf(Outcome refused, HttpServletRequest request) {
        try {
            return refused.isSentAsError() && request.getDispatcherType() == DispatcherType.ERROR;
        } catch (Throwable failure) {
            return false; // then it is refused once more
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Outcome refused) throws ServletException {
        try {
            DispatcherType dispatch = request.getDispatcherType();
            if (dispatch != DispatcherType.INCLUDE) { // else a page goes on without this part of it
                refusal.write(response, refused, dispatch == DispatcherType.REQUEST);
            }
        } catch (Throwable failure) {
            attempt(() -> LOG.log(Level.ERROR, "The refusal of request " + refused.id() + " could not be written.", failure));
            refusal.inNeed(response, refused);
        }
    }

    /** Does something that must not change what was decided, nor keep what follows from being done, when it fails. */
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (Throwable failure) {
            try {
                LOG.log(Level.ERROR, "A request could not be counted, logged or marked.", failure);
            } catch (Throwable mute) { // when the log itself fails there is nobody left to tell
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
