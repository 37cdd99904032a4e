package org.iprestriction.servlet;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import javax.management.JMException;
import javax.management.ObjectName;
import org.iprestriction.live.LiveList;

/** Counts verdicts and shows them to the application and to JMX. */
class Counters implements IpRestrictionMXBean {

    private static final Logger LOG = System.getLogger(Counters.class.getName());

    private final LongAdder[] verdicts = new LongAdder[Verdict.values().length];
    private final String mode;
    private final LiveList list;
    private ObjectName name;

    Counters(String mode, LiveList list) {
        this.mode = mode;
        this.list = list;
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
            ObjectName wanted = new ObjectName("org.iprestriction:type=Filter,context=" + ObjectName.quote(context.getContextPath())
                    + ",name=" + ObjectName.quote(filterName));
            ManagementFactory.getPlatformMBeanServer().registerMBean(this, wanted);
            name = wanted;
        } catch (JMException failure) { // counting works without an audience
            LOG.log(Level.WARNING, "The counters of filter {0} cannot be shown by JMX: {1}", filterName, failure);
        }
    }

    void unregister() {
        if (name != null) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            } catch (JMException failure) {
                LOG.log(Level.WARNING, "The counters {0} cannot be taken from JMX: {1}", name, failure);
            }
            name = null;
        }
    }

    @Override
    public Map<String, Long> getRequests() {
        Map<String, Long> counts = new TreeMap<>();
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict.name(), verdicts[verdict.ordinal()].sum());
        }
        return counts;
    }

    @Override
    public String getMode() {
        return mode;
    }

    @Override
    public String getList() {
        return list == null ? null : list.name();
    }

    @Override
    public boolean isReady() {
        return list == null || list.inForce() != null;
    }

    @Override
    public int getRulesInForce() {
        var inForce = list == null ? null : list.inForce();
        return inForce == null ? 0 : inForce.size();
    }
}
