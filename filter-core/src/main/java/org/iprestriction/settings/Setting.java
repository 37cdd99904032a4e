package org.iprestriction.settings;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The settings of an application, with their names, defaults and legal values. */
public enum Setting {
    /** The time between saving a change and its effect. */
    ACTIVATION("PT5M", "a duration from PT0S to PT24H, such as PT5M for five minutes", duration("PT0S", "PT24H")),
    /** The most entries a list may have. */
    MAX_ENTRIES("50", "a whole number from 1 to 1000000", number(1, 1_000_000)),
    /** The prefix length of the largest IPv4 range an entry may hold. */
    LARGEST_RANGE_IPV4("/8", "a prefix length from /1 to /32", prefixOf(32)),
    /** The prefix length of the largest IPv6 range an entry may hold. */
    LARGEST_RANGE_IPV6("/24", "a prefix length from /1 to /128", prefixOf(128)),
    /** The JNDI name of the data source. */
    DATASOURCE(null, "the JNDI name of a data source, such as java:comp/env/jdbc/app", text()),
    /** The URL of the database, where there is no data source. */
    JDBC_URL(null, "a JDBC URL, which starts with jdbc:", value -> value.startsWith("jdbc:")),
    /** The database user that goes with the URL. */
    JDBC_USER(null, "the name of a database user", text()),
    /** The password of that user. */
    JDBC_PASSWORD(null, "the password of the database user", value -> true),
    /** The file that keeps the last good lists for a restart without the database. */
    SNAPSHOT_FILE(null, "the path of a file that this application alone may write", text()),
    /** The age beyond which lists that cannot be refreshed block everybody. */
    MAX_STALENESS("PT0S", "a duration up to P30D, such as PT1H; PT0S means no limit", duration("PT0S", "P30D")),
    /** The name under which this node reports. */
    NODE_NAME(null, "a name of up to 100 characters", value -> !value.isBlank() && value.length() <= 100),
    /** Ranges that every filter allows, whatever its list says. */
    ALLOW(null, Ranges.LEGAL, Ranges::isLegal),
    /** The proxies whose forwarding header is believed. */
    TRUSTED_PROXIES(null, Ranges.LEGAL, Ranges::isLegal),
    /** The header in which trusted proxies write the caller's address. */
    CLIENT_HEADER("none", "none, X-Forwarded-For, Forwarded or the name of one other header", Setting::isHeaderName),
    /** Whether addresses in that header carry a port. */
    CLIENT_HEADER_PORTS(null, "none, always or optional", value -> List.of("none", "always", "optional").contains(value)),
    /** Whether filters block or only report. */
    MODE("enforce", "enforce or report", value -> value.equals("enforce") || value.equals("report")),
    /** The path below which the pages and the JSON API are found. */
    ADMIN_PATH("/admin", "a path such as /admin: letters, digits, '-', '_', '.' and '~' after each '/', and no '/' at the end",
            Setting::isPath),
    /** The role that may change lists. */
    ADMIN_ROLE("ip-restriction-admin", "the name of a role", text()),
    /** The role that may look at them. */
    VIEWER_ROLE("ip-restriction-viewer", "the name of a role", text()),
    /** The role that, in addition to the first, may make a change effective now. */
    EMERGENCY_ROLE("ip-restriction-emergency", "the name of a role", text()),
    /** The role that may change every list, and how many entries each may have. */
    OPERATOR_ROLE("ip-restriction-operator", "the name of a role", text()),
    /** The name at the top of the pages. */
    PRODUCT_NAME("Example API", "a name of up to 60 characters", value -> !value.isBlank() && value.length() <= 60),
    /** The zone in which times are shown. */
    TIME_ZONE("UTC", "the name of a time zone, such as UTC or Europe/Istanbul", Setting::isZone),
    /** How long the history of changes is kept. */
    ACTIVITY_RETENTION("P400D", "a duration from P1D to P3660D, such as P400D", duration("P1D", "P3660D")),
    /** How long blocked attempts are kept. */
    BLOCKED_RETENTION("PT24H", "a duration from PT1H to P30D, such as PT24H", duration("PT1H", "P30D")),
    /** How many blocked attempts are kept. */
    BLOCKED_MAX("500", "a whole number from 1 to 10000", number(1, 10_000)),
    /** The list that the pages edit. */
    LIST("default", ListNames.LEGAL, ListNames::isLegal),
    /** Where the pages find the name of the list of whoever has signed in, instead of one list for everybody. */
    LIST_FROM(null, "attribute:NAME or principal", text()),
    /** The origin under which browsers reach the pages. */
    PUBLIC_ORIGIN(null, "the origin that browsers see, such as https://admin.example.com", Setting::isOrigin);

    private final String standard;
    private final String legal;
    private final Predicate<String> check;

    Setting(String standard, String legal, Predicate<String> check) {
        this.standard = standard;
        this.legal = legal;
        this.check = check;
    }

    static Optional<Setting> of(String key) {
        return Arrays.stream(values()).filter(name -> name.key().equals(key)).findFirst();
    }

    static String all(String prefix) {
        return Arrays.stream(values()).map(name -> prefix + (prefix.endsWith("_") ? name.name() : name.key()))
                .collect(Collectors.joining(", "));
    }

    /**
     * Returns the name of the setting, without a prefix.
     *
     * @return such as {@code node-name}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the default.
     *
     * @return the value if nothing is set; null if there is none
     */
    public String standard() {
        return standard;
    }

    /**
     * Says what may be set.
     *
     * @return the end of a sentence that begins with "it has to be"
     */
    public String legal() {
        return legal;
    }

    /**
     * Returns whether a value, exactly as it stands, may be set.
     *
     * @param value the value, not null
     * @return false if setting it would stop the start, or if it has white space around it that would be removed
     */
    public boolean accepts(String value) {
        try {
            return value.equals(trimmed(value)) && check.test(value);
        } catch (RuntimeException malformed) { // whatever the check reads it with
            return false;
        }
    }

    /** Returns a value without the white space around it; ranges are read by a parser that knows what to ignore. */
    String trimmed(String value) {
        return this == ALLOW || this == TRUSTED_PROXIES ? value : value.strip();
    }

    /** Throws an exception with one sentence if a value is malformed. */
    void check(String writtenAs, String value) {
        boolean good;
        String why = "";
        try {
            good = check.test(trimmed(value));
        } catch (RuntimeException malformed) {
            good = false;
            why = malformed instanceof SettingsException ? " " + malformed.getMessage() : "";
        }
        if (!good) {
            String is = this == JDBC_URL ? "" : " is “" + shown(value) + "”, but"; // a URL may contain a password
            throw new SettingsException(writtenAs + is + " has to be " + legal + "." + why);
        }
    }

    private static String shown(String value) {
        String cut = value.length() > 60 ? value.substring(0, 60) + "…" : value;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    static int prefix(String text) {
        return digits(text.startsWith("/") ? text.substring(1) : text);
    }

    private static Predicate<String> text() {
        return value -> !value.isBlank();
    }

    private static Predicate<String> number(int least, int most) {
        return value -> digits(value) >= least && digits(value) <= most;
    }

    /** Parses a number of at most nine ASCII digits; {@code parseInt} would accept signs and the digits of other scripts. */
    static int digits(String text) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("It is not a whole number.");
        }
        return Integer.parseInt(text);
    }

    private static Predicate<String> prefixOf(int bits) {
        return value -> prefix(value) >= 1 && prefix(value) <= bits;
    }

    private static Predicate<String> duration(String least, String most) {
        return value -> Duration.parse(value).compareTo(Duration.parse(least)) >= 0
                && Duration.parse(value).compareTo(Duration.parse(most)) <= 0;
    }

    private static boolean isZone(String value) {
        return ZoneId.of(value) != null;
    }

    /** Returns whether a text is a token (RFC 9110, section 5.6.2). */
    static boolean isHeaderName(String value) {
        return !value.isEmpty() && value.length() <= 64 && value.chars().allMatch(c ->
                c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }

    private static boolean isPath(String value) {
        return value.matches("(/[0-9A-Za-z_~-][0-9A-Za-z._~-]*)+") && value.length() <= 100;
    }

    private static boolean isOrigin(String value) {
        URI uri = URI.create(value);
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null
                && uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getRawFragment() == null;
    }
}
