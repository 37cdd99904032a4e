package org.iprestriction.caller;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.SettingsException;

/** Whether a header with one address contains the caller's port after the address. */
enum Ports {
    NONE, ALWAYS, OPTIONAL;

    static final String SETTING = Setting.CLIENT_HEADER_PORTS.key();

    /** Always {@code address:port}, an IPv6 address without brackets. */
    private static final String CLOUD_FRONT = "CloudFront-Viewer-Address";

    /**
     * Returns the value for a header: the known value, or else the one from the setting.
     *
     * @param setting the value of the setting, or null
     * @throws SettingsException if the setting contradicts the known value
     */
    static Ports of(String header, String setting) {
        if (header.equalsIgnoreCase(CLOUD_FRONT)) {
            if (setting != null && !setting.equals(ALWAYS.text())) {
                throw new SettingsException(SETTING + " is “" + setting + "”, but " + CLOUD_FRONT + " always carries a port."
                        + " Remove " + SETTING + ".");
            }
            return ALWAYS;
        }
        if (setting == null) {
            return NONE;
        }
        if (List.of("none", "x-forwarded-for", "forwarded").contains(header.toLowerCase(Locale.ROOT))) {
            throw new SettingsException(SETTING + " is “" + setting + "”, but client-header is “" + header + "”: it is for a"
                    + " header that holds one address. Remove " + SETTING + ", or name that header.");
        }
        return Arrays.stream(values()).filter(ports -> ports.text().equals(setting)).findFirst().orElseThrow(() ->
                new SettingsException(SETTING + " is “" + setting + "”, but has to be none, always or optional."));
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
