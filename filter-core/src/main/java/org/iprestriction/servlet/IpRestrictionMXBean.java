package org.iprestriction.servlet;

import java.util.Map;

/** The counters and the state of one filter, for monitoring by JMX and for the application itself. */
public interface IpRestrictionMXBean {

    /**
     * What the name of the servlet context attribute begins with under which the application finds this; the filter's name
     * follows. JMX is the whole process's, and other applications in it may have the same names.
     */
    String ATTRIBUTE = "org.iprestriction.filter.";

    /**
     * Counts requests by what became of them.
     *
     * @return the counts since the start by verdict; {@code ALLOWED} passed, the others were refused, or in report mode
     *     would have been
     */
    Map<String, Long> getRequests();

    /**
     * Tells whether the filter refuses requests or only reports what it would refuse.
     *
     * @return {@code enforce} or {@code report}
     */
    String getMode();

    /**
     * Names the live list.
     *
     * @return the name, or null if only rules of the deployment decide
     */
    String getList();

    /**
     * Tells whether requests are decided by the list.
     *
     * @return false if the list was never loaded or is too old
     */
    boolean isReady();

    /**
     * Counts the rules of the live list in force.
     *
     * @return the number of rules; 0 if there is no list
     */
    int getRulesInForce();
}
