package org.iprestriction.servlet;

import java.util.Map;

/**
 * The counters and the state of one filter, for monitoring through JMX and for the application itself.
 *
 * <p>The JMX name is {@code org.iprestriction:type=Filter,context="/app",name="ip-restriction"}. If another running
 * copy of the application, such as another version or another virtual host, already has that name, the property
 * {@code host} is added; if that name is taken too, {@code copy} with a number.
 *
 * <p>Thread-safe. The values are read one by one and need not belong to the same instant.
 */
public interface IpRestrictionMXBean {

    /**
     * The prefix of the name of the servlet context attribute that contains this object; the filter's name follows.
     */
    String ATTRIBUTE = "org.iprestriction.filter.";

    /**
     * Returns the number of requests by verdict.
     *
     * @return the numbers since the start by verdict; {@code ALLOWED} requests passed, all others were refused, or in
     *     report mode would have been refused; not null
     */
    Map<String, Long> getRequests();

    /**
     * Returns whether the filter refuses requests or only reports those that it would refuse.
     *
     * @return {@code enforce} or {@code report}
     */
    String getMode();

    /**
     * Returns the name of the live list.
     *
     * @return the name, or null if only deployment rules decide or each request has its own list
     */
    String getList();

    /**
     * Returns where each request says under which live list it falls.
     *
     * @return the setting {@code list-from}, or null if it is not set
     */
    String getListFrom();

    /**
     * Returns whether the filter can decide requests.
     *
     * @return false if the live list, or with {@code list-from} the lists of the store, were never loaded or are too old; otherwise true
     */
    boolean isReady();

    /**
     * Returns the number of rules in force: the deployment rules and the rules of the live list, or with {@code list-from} of all lists.
     *
     * @return the number of rules, 0 or more
     */
    int getRulesInForce();

    /**
     * Returns the number of deployment rules, which decide before the live list.
     *
     * @return the number of rules, 0 or more
     */
    int getDeploymentRules();

    /**
     * Returns the time since the store of the live list was last read successfully.
     *
     * @return the time in seconds; -1 if the store was never read or if there is no list
     */
    long getListAgeSeconds();

    /**
     * Returns the reason why the live list is not current.
     *
     * @return one sentence, or null if there is no problem
     */
    String getProblem();
}
