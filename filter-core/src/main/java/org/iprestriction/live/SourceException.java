package org.iprestriction.live;

import java.util.regex.Pattern;

/**
 * Thrown by an {@link AccessListSource} that knows why it cannot be used. The message is shown as it is, and the code appears in
 * {@link ListStatus#reasons()}, for health checks and alarms. Any other exception has the code {@value #UNKNOWN}.
 */
public final class SourceException extends RuntimeException {

    /** The code of a failure that has none of its own. */
    public static final String UNKNOWN = "source_failed";
    /** The code of a store that does not answer. */
    public static final String SILENT = "store_silent";

    private static final long serialVersionUID = 1;
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /** The stable code. */
    private final String code;

    /**
     * Creates the exception.
     *
     * @param code a stable code of 1 to 40 lower-case letters, digits and underscores that begins with a letter. Health checks
     *     are often public, so it must not say more than that a part is missing or wrong
     * @param sentence what is wrong and what to do, in complete sentences without passwords and URLs; not null
     * @param cause the failure, or null
     * @throws IllegalArgumentException if the code has another form
     */
    public SourceException(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("The code is “" + code + "”; write lower-case letters, digits and underscores, such as "
                    + SILENT + ".");
        }
        this.code = code;
    }

    /**
     * Returns the code.
     *
     * @return the code, not null
     */
    public String code() {
        return code;
    }
}
