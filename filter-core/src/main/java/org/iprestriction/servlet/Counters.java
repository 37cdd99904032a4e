package org.iprestriction.servlet;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.iprestriction.live.ListStatus;
import org.iprestriction.live.LiveLists;

/** Counts verdicts and exposes them to the application and through JMX. */
class Counters implements IpRestrictionMXBean {

    private static final Logger LOG = System.getLogger(Counters.class.getName());

    private final LongAdder[] verdicts = new LongAdder[Verdict.values().length];
    private final FilterSettings settings;
    private final LiveLists lists;
    private ObjectName name;

    /** {@code lists} is null if only deployment rules decide. */
    Counters(FilterSettings settings, LiveLists lists) {
        this.settings = settings;
        this.lists = lists;
        for (int i = 0; i < verdicts.length; i++) {
            verdicts[i] = new LongAdder();
        }
    }

    void count(Verdict verdict) {
        verdicts[verdict.ordinal()].increment();
    }

    void register(ServletContext context, String filterName) {
        context.setAttribute(ATTRIBUTE + filterName, this);
        try {
            name = registered(context, filterName);
        } catch (JMException | RuntimeException failure) { // counting works without JMX
            LOG.log(Level.WARNING, "The counters of filter {0} cannot be registered with JMX: {1}", filterName, failure);
        }
    }

    /** Returns the first free name: other hosts, and other versions of this application, may have the same context path. */
    private ObjectName registered(ServletContext context, String filterName) throws JMException {
        String plain = "org.iprestriction:type=Filter,context=" + ObjectName.quote(context.getContextPath())
                + ",name=" + ObjectName.quote(filterName);
        String more = "";
        for (int copy = 1; ; copy++) {
            try {
                return ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName(plain + more)).getObjectName();
            } catch (InstanceAlreadyExistsException taken) {
                more = ",host=" + ObjectName.quote(String.valueOf(context.getVirtualServerName()))
                        + (copy == 1 ? "" : ",copy=" + copy);
            }
        }
    }

    void unregister() {
        if (name != null) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            } catch (JMException failure) {
                LOG.log(Level.WARNING, "The counters {0} cannot be removed from JMX: {1}", name, failure);
            }
            name = null;
        }
    }

    @Override
    public Map<String, Long> getRequests() {
        Map<String, Long> counts = new TreeMap<>();
        for (Verdict verdict : Verdict.values()) {
            if (settings.listFrom() != null || !verdict.isAboutOwnList()) {
                counts.put(verdict.name(), verdicts[verdict.ordinal()].sum());
            }
        }
        return counts;
    }

    @Override
    public String getMode() {
        return settings.reporting() ? "report" : "enforce";
    }

    @Override
    public String getList() {
        return settings.list();
    }

    @Override
    public String getListFrom() {
        return settings.listFrom() == null ? null : settings.listFrom().text();
    }

    @Override
    public boolean isReady() {
        return lists == null || (settings.list() == null ? lists.isEveryLoaded() : lists.named(settings.list()).inForce() != null);
    }

    @Override
    public int getRulesInForce() {
        return getDeploymentRules() + status().map(ListStatus::rulesInForce).orElse(0);
    }

    @Override
    public int getDeploymentRules() {
        return settings.deploymentRules().size();
    }

    @Override
    public long getListAgeSeconds() {
        return status().map(ListStatus::age).map(Duration::toSeconds).orElse(-1L);
    }

    @Override
    public String getProblem() {
        return status().map(ListStatus::problem).orElse(null);
    }

    private Optional<ListStatus> status() {
        String name = settings.list() == null ? LiveLists.EVERY : settings.list();
        return lists == null ? Optional.empty() : lists.status().stream().filter(status -> status.list().equals(name)).findFirst();
    }
}
