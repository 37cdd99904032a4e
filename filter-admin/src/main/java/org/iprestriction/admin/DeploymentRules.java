package org.iprestriction.admin;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.address.IpAddress;
import org.iprestriction.settings.Ranges;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/**
 * What the deployment fixes for a list, outside the pages: rules that come before it, and whether anything is blocked at all.
 *
 * <p>Read from the filters of this application that name the list; where several do, their rules are taken together, and one
 * that only reports is enough to say so.
 * Immutable and thread-safe.
 */
final class DeploymentRules {
    private static final String FILTER = "org.iprestriction.servlet.IpRestrictionFilter";

    private final AccessList rules;
    private final boolean allowsAny;
    private final boolean reporting;

    DeploymentRules(List<Rule> rules, boolean reporting) {
        this.rules = AccessList.compile(rules, Decision.NO_RULE);
        this.allowsAny = rules.stream().anyMatch(rule -> rule.action() == Action.ALLOW);
        this.reporting = reporting;
    }

    static DeploymentRules of(ServletContext context, Settings settings, String list) {
        List<Rule> rules = new ArrayList<>();
        String mode = settings.required(Setting.MODE);
        List<String> modes = new ArrayList<>();
        add(rules, Action.ALLOW, settings.text(Setting.ALLOW).orElse(null));
        for (FilterRegistration filter : context.getFilterRegistrations().values()) {
            if (FILTER.equals(filter.getClassName()) && list.equals(filter.getInitParameter("list"))) {
                add(rules, Action.ALLOW, filter.getInitParameter("allow"));
                add(rules, Action.BLOCK, filter.getInitParameter("block"));
                String own = filter.getInitParameter("mode");
                modes.add(own == null || own.isEmpty() ? mode : own); // empty is not set
            }
        }
        return new DeploymentRules(rules, (modes.isEmpty() ? List.of(mode) : modes).contains("report"));
    }

    /** {@link Decision#NO_RULE} where the list decides. */
    Decision decide(IpAddress address) {
        return rules.decide(address);
    }

    /** Whether somebody can call even where the list allows nobody. */
    boolean allowsAny() {
        return allowsAny;
    }

    /** Whether the filter only reports what it would block. */
    boolean reporting() {
        return reporting;
    }

    private static void add(List<Rule> rules, Action action, String ranges) {
        if (ranges != null) {
            Ranges.parse(ranges).forEach(range -> rules.add(Rule.always(rules.size(), action, range.range())));
        }
    }
}
