package org.iprestriction.servlet;

import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.List;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;

/**
 * What the filters of an application fix for a list, outside its pages: rules that come before it, and whether anything is refused at
 * all. For pages and programs that say what a caller will meet.
 *
 * <p>Where several filters name the list, or choose one for each request, their rules are taken together and block wins, and one that only reports is enough to say
 * so. Filters count once the container has initialised them, which it does before it serves the first request.
 *
 * <p>Immutable and thread-safe.
 *
 * @param rules the rules of each filter
 * @param allowsAny whether one of them allows anything, so that somebody can call even where the list allows nobody
 * @param reporting whether a filter only reports what it would refuse
 */
public record DeploymentRules(List<AccessList> rules, boolean allowsAny, boolean reporting) {

    private static final String ATTRIBUTE = "org.iprestriction.filter-settings.";

    /**
     * Makes rules.
     *
     * @param rules not null, copied
     * @param allowsAny whether one of them allows anything
     * @param reporting whether a filter only reports
     */
    public DeploymentRules {
        rules = List.copyOf(rules);
    }

    /** Lets the filter of that name be counted. */
    static void publish(ServletContext context, String filter, FilterSettings settings) {
        context.setAttribute(ATTRIBUTE + filter, settings);
    }

    /**
     * Returns what holds for a list in an application.
     *
     * @param context the application, not null
     * @param list the name of the list, not null
     * @return the rules of all filters of this application that name the list; those of other applications are not known here
     */
    public static DeploymentRules of(ServletContext context, String list) {
        List<FilterSettings> filters = Collections.list(context.getAttributeNames()).stream().filter(name -> name.startsWith(ATTRIBUTE))
                .map(context::getAttribute).filter(FilterSettings.class::isInstance).map(FilterSettings.class::cast)
                .filter(settings -> settings.mayApply(list)).toList();
        return new DeploymentRules(filters.stream().map(FilterSettings::deploymentRules).toList(),
                filters.stream().anyMatch(FilterSettings::allowsAny), filters.stream().anyMatch(FilterSettings::reporting));
    }

    /**
     * Decides an address by these rules alone.
     *
     * @param address the address, not null
     * @return {@link Decision#NO_RULE} where the list decides
     */
    public Decision decide(IpAddress address) {
        List<Decision> decisions = rules.stream().map(list -> list.decide(address)).toList();
        return decisions.contains(Decision.BLOCKED) ? Decision.BLOCKED
                : decisions.contains(Decision.ALLOWED) ? Decision.ALLOWED : Decision.NO_RULE;
    }
}
