package org.iprestriction.servlet;

import java.util.Map;

/**
 * The counters and the state of one filter, for monitoring by JMX and for the application itself.
 *
 * <p>The name in JMX is {@code org.iprestriction:type=Filter,context="/app",name="ip-restriction"}. Where another running copy
 * of the application has it already, such as another version or another host, {@code host} follows, and {@code copy} with a
 * number where that is taken too.
 */
public interface IpRestrictionMXBean {

    /**
     * What the name of the servlet context attribute begins with under which the application finds this; the filter's name
     * follows.
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
     * Counts the rules that decide now: those of the deployment, and those of the live list in force.
     *
     * @return the number of rules
     */
    int getRulesInForce();

    /**
     * Counts the rules of the deployment, which decide before the live list.
     *
     * @return the number of rules
     */
    int getDeploymentRules();

    /**
     * Tells how long ago the store of the live list was last read with success.
     *
     * @return the age in seconds; -1 if it was never read, or there is no list
     */
    long getListAgeSeconds();

    /**
     * Tells what keeps the live list from being current.
     *
     * @return one sentence, or null where nothing does
     */
    String getProblem();
}
