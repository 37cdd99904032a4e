package org.iprestriction.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The settings of an application. Each is looked up in this order: system property {@code ip-restriction.x},
 * environment variable {@code IP_RESTRICTION_X}, context-param {@code ip-restriction.x}, default. For some settings, a
 * filter's own init-params take precedence. An empty value counts as not set. Immutable and thread-safe.
 */
public final class Settings {

    private static final String PREFIX = "ip-restriction.";
    private static final String ENVIRONMENT_PREFIX = "IP_RESTRICTION_";
    private static final Duration SHORTEST_POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(30);
    private static final Duration POLL_AT_ONCE = Duration.ofSeconds(1);

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    private Settings() {
    }

    /**
     * Reads and checks all settings of an application.
     *
     * @param contextParameters the context-params of the web application, not null; those without the prefix
     *     {@code ip-restriction.} are ignored
     * @return the settings
     * @throws SettingsException if a name is unknown or a value is malformed
     */
    public static Settings of(Map<String, String> contextParameters) {
        Map<String, String> properties = new HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            properties.put(name, System.getProperty(name, ""));
        }
        return of(contextParameters, properties, System.getenv());
    }

    /**
     * Reads and checks all context-params of a web application, together with system properties and environment.
     *
     * @param names the names of the context-params: {@code context.getInitParameterNames()}
     * @param values their values: {@code context::getInitParameter}
     * @return the settings
     * @throws SettingsException if a name is unknown or a value malformed
     */
    public static Settings of(Enumeration<String> names, UnaryOperator<String> values) {
        return of(Collections.list(names).stream().collect(Collectors.toMap(name -> name, values)));
    }

    /**
     * Reads and checks settings from these sources alone; the first of properties, environment and context-params that has one wins.
     *
     * @param contextParameters names with the prefix {@code ip-restriction.}, as the properties
     * @param properties looked at first
     * @param environment names with the prefix {@code IP_RESTRICTION_}
     * @return the settings
     * @throws SettingsException if a name is unknown or a value malformed
     */
    public static Settings of(Map<String, String> contextParameters, Map<String, String> properties,
            Map<String, String> environment) {
        Settings settings = new Settings();
        contextParameters.forEach((name, value) -> settings.put(name, value, PREFIX));
        environment.forEach((name, value) -> settings.put(name, value, ENVIRONMENT_PREFIX));
        properties.forEach((name, value) -> settings.put(name, value, PREFIX));
        return settings;
    }

    private void put(String name, String value, String prefix) {
        if (!name.startsWith(prefix)) {
            return;
        }
        boolean environment = prefix.equals(ENVIRONMENT_PREFIX);
        String rest = name.substring(prefix.length());
        Optional<Setting> known = Setting.of(environment ? rest.toLowerCase(Locale.ROOT).replace('_', '-') : rest);
        if (known.isEmpty()) {
            if (environment && InjectedVariable.is(rest, value)) {
                return;
            }
            throw new SettingsException("“" + name + "” is not a setting. The settings are " + Setting.all(prefix) + ".");
        }
        if (!value.isEmpty()) { // deployments fill in variables that may be empty
            known.get().check(name, value);
            values.put(known.get(), known.get().trimmed(value));
        }
    }

    /**
     * Returns a setting.
     *
     * @param setting the setting, not null
     * @return the text that was set, or else the default; empty if there is neither
     */
    public Optional<String> text(Setting setting) {
        return Optional.ofNullable(required(setting));
    }

    /**
     * Returns a setting, for those that have a default.
     *
     * @param setting the setting, not null
     * @return the text that was set, or the default; null where the setting has none
     */
    public String required(Setting setting) {
        return values.getOrDefault(setting, setting.standard());
    }

    /**
     * Returns whether a setting was set, even to its default.
     *
     * @param setting the setting, not null
     * @return false if it has its default because nothing was set
     */
    public boolean isSet(Setting setting) {
        return values.containsKey(setting);
    }

    /**
     * Returns the time between saving a change and its effect.
     *
     * @return from 0 to 24 hours
     */
    public Duration activation() {
        return Duration.parse(required(Setting.ACTIVATION));
    }

    /**
     * Returns the maximum number of entries in a list.
     *
     * @return from 1 to 1,000,000
     */
    public int maxEntries() {
        return Integer.parseInt(required(Setting.MAX_ENTRIES));
    }

    /**
     * Returns the prefix length of the largest IPv4 range that an entry may have.
     *
     * @return from 1 to 32
     */
    public int largestRangeIpv4() {
        return Setting.prefix(required(Setting.LARGEST_RANGE_IPV4));
    }

    /**
     * Returns the prefix length of the largest IPv6 range that an entry may have.
     *
     * @return from 1 to 128
     */
    public int largestRangeIpv6() {
        return Setting.prefix(required(Setting.LARGEST_RANGE_IPV6));
    }

    /**
     * Returns the maximum age of a list; if it is older, everything is blocked.
     *
     * @return the age, up to 30 days; zero if there is no limit
     */
    public Duration maxStaleness() {
        return Duration.parse(required(Setting.MAX_STALENESS));
    }

    /**
     * Returns how long changes and ended states of entries are kept.
     *
     * @return from 1 to 3,660 days
     */
    public Duration activityRetention() {
        return Duration.parse(required(Setting.ACTIVITY_RETENTION));
    }

    /**
     * Returns the time zone in which times are shown and read.
     *
     * @return the zone, not null
     */
    public ZoneId timeZone() {
        return ZoneId.of(required(Setting.TIME_ZONE));
    }

    /**
     * Returns the mean time between two polls of the store: a tenth of the activation, within limits.
     *
     * @param activation the time between saving a change and its effect, not null
     * @return from 200 milliseconds to 30 seconds; one second if changes take effect at once
     */
    public static Duration pollInterval(Duration activation) {
        if (activation.isZero()) {
            return POLL_AT_ONCE;
        }
        Duration tenth = activation.dividedBy(10);
        return tenth.compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : tenth.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : tenth;
    }
}
