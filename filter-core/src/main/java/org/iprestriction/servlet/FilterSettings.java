package org.iprestriction.servlet;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.address.Notation;
import org.iprestriction.caller.ClientAddressResolver;
import org.iprestriction.settings.Ranges;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;
import org.iprestriction.settings.SettingsException;

/**
 * The settings of one filter: its init-params, with the settings of the application as defaults.
 *
 * @param list the name of the live list, or null
 * @param listFrom where each request says under which live list it falls, or null; at most one of both is set
 * @param deploymentRules the rules fixed in the deployment; they return {@link Decision#NO_RULE} for addresses that are
 *     left to the live list or the default
 * @param allowsAny whether a deployment rule allows any address
 * @param otherwise the decision if neither a rule nor a list decides
 * @param resolver determines the address of the caller
 * @param reporting whether the filter only reports and blocks nothing
 * @param deniedStatus 403 or 404
 * @param upgradesOpen whether the first request has to show if the container handles WebSocket upgrades before the
 *     filter
 * @param summary a one-line summary of the settings
 * @param warnings one sentence for each setting or mapping that makes it easy to bypass the filter
 */
record FilterSettings(String list, ListFrom listFrom, AccessList deploymentRules, boolean allowsAny, Decision otherwise, ClientAddressResolver resolver,
        boolean reporting, int deniedStatus, boolean upgradesOpen, String summary, List<String> warnings) {

    private static final List<String> NAMES = List.of("list", "list-from", "allow", "block", "default", "trusted-proxies",
            "client-header", Setting.CLIENT_HEADER_PORTS.key(), "mode", "denied-status");

    private static final int MOST_SHOWN = 10;

    static FilterSettings of(FilterConfig config) {
        for (String name : Collections.list(config.getInitParameterNames())) {
            if (!NAMES.contains(name)) {
                throw new SettingsException("“" + name + "” is not an init-param of the IP restriction filter. They are "
                        + String.join(", ", NAMES) + ".");
            }
        }
        Settings application = application(config.getServletContext());
        String list = own(config, "list");
        if (list != null && !Setting.LIST.accepts(list)) {
            throw illegal("list", list, Setting.LIST.legal());
        }
        String from = own(config, "list-from");
        ListFrom listFrom = from == null ? null : ListFrom.parse(from);
        if (list != null && listFrom != null) {
            throw new SettingsException("list is “" + list + "”, but list-from is “" + from + "”: either one list decides every request, or"
                    + " each request has its own. Remove one of them.");
        }
        String standard = oneOf(config, "default", "deny", "deny", "allow");
        if ((list != null || listFrom != null) && own(config, "default") != null) {
            throw new SettingsException("default is “" + standard + "”, but " + (list == null ? "list-from" : "list") + " is set too: a list always blocks what it"
                    + " does not allow. Remove default.");
        }
        List<Notation> allowed = new ArrayList<>(ranges("allow", own(config, "allow")));
        allowed.addAll(ranges("ip-restriction.allow", application.text(Setting.ALLOW).orElse(null))); // adds, never replaces
        List<Notation> blocked = ranges("block", own(config, "block"));
        List<Notation> proxies = ranges("trusted-proxies", or(config, Setting.TRUSTED_PROXIES, application));
        String header = clientHeader(config, application);
        String mode = oneOf(config, "mode", application.required(Setting.MODE), "enforce", "report");
        ServletContext context = config.getServletContext();
        Optional<FilterMapping> mapping = FilterMapping.of(context, config.getFilterName());
        Coverage coverage = Coverage.of(context, config.getFilterName(), mapping);
        String summary = "Filter " + config.getFilterName() + " is mapped to " + coverage.text() + "; deployment rules: "
                + (allowed.size() + blocked.size()) + "; list: " + (list != null ? list : listFrom != null ? "from " + listFrom.text() : "none, default " + standard)
                + "; mode: " + mode + "; trusted proxies: " + text(proxies) + "; client header: " + header + ".";
        return new FilterSettings(list, listFrom, deploymentRules(allowed, blocked), !allowed.isEmpty(),
                standard.equals("allow") ? Decision.ALLOWED : Decision.BLOCKED,
                ClientAddressResolver.of(proxies.stream().map(Notation::range).toList(), header, ports(config, application)),
                mode.equals("report"),
                Integer.parseInt(oneOf(config, "denied-status", "403", "403", "404")),
                UpgradeWarning.isOpen(context, mapping), summary,
                StartWarnings.of(config, coverage, mapping, proxies, allowed, blocked, header));
    }

    /** Returns whether a live list decides where the deployment rules do not. */
    boolean isLive() {
        return list != null || listFrom != null;
    }

    /** Returns whether this filter may apply a list. */
    boolean mayApply(String name) {
        return listFrom != null || name.equals(list);
    }

    private static String text(List<Notation> ranges) {
        return ranges.isEmpty() ? "none" : ranges.stream().limit(MOST_SHOWN).map(Notation::toString).collect(Collectors.joining(", "))
                + (ranges.size() > MOST_SHOWN ? " and " + (ranges.size() - MOST_SHOWN) + " more" : "");
    }

    static Settings application(ServletContext context) {
        return context.getAttribute(Settings.class.getName()) instanceof Settings settings ? settings
                : Settings.of(context.getInitParameterNames(), context::getInitParameter);
    }

    private static AccessList deploymentRules(List<Notation> allowed, List<Notation> blocked) {
        List<Rule> rules = new ArrayList<>();
        allowed.forEach(range -> rules.add(Rule.always(rules.size(), Action.ALLOW, range.range())));
        blocked.forEach(range -> rules.add(Rule.always(rules.size(), Action.BLOCK, range.range())));
        return AccessList.compile(rules, Decision.NO_RULE);
    }

    private static List<Notation> ranges(String name, String value) {
        if (value == null) {
            return List.of();
        }
        if (value.isBlank()) {
            throw illegal(name, value, "addresses and ranges separated by commas or spaces, or empty");
        }
        try {
            return Ranges.parse(value);
        } catch (SettingsException malformed) {
            throw illegal(name, value, "addresses and ranges separated by commas or spaces. " + malformed.getMessage());
        }
    }

    /** Returns an init-param, or null if it is not set or empty: deployments fill in variables that may be empty. */
    private static String own(FilterConfig config, String name) {
        String value = config.getInitParameter(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private static String or(FilterConfig config, Setting setting, Settings application) {
        String own = own(config, setting.key());
        return own == null ? application.required(setting) : own;
    }

    private static String clientHeader(FilterConfig config, Settings application) {
        String header = or(config, Setting.CLIENT_HEADER, application);
        if (!Setting.CLIENT_HEADER.accepts(header)) {
            throw illegal("client-header", header, Setting.CLIENT_HEADER.legal());
        }
        return header;
    }

    /** The application's client-header-ports does not apply to a client-header that the filter sets itself. */
    private static String ports(FilterConfig config, Settings application) {
        return own(config, "client-header") == null ? or(config, Setting.CLIENT_HEADER_PORTS, application)
                : own(config, Setting.CLIENT_HEADER_PORTS.key());
    }

    private static String oneOf(FilterConfig config, String name, String standard, String... legal) {
        String value = Optional.ofNullable(own(config, name)).orElse(standard);
        if (!List.of(legal).contains(value)) {
            throw illegal(name, value, String.join(" or ", legal));
        }
        return value;
    }

    private static SettingsException illegal(String name, String value, String legal) {
        return new SettingsException(name + " is “" + value + "”, but has to be " + legal
                + (legal.endsWith(".") ? "" : "."));
    }
}
