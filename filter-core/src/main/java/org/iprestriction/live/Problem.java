package org.iprestriction.live;

/**
 * What is wrong, for an administrator and for a program.
 *
 * @param code a stable code; null if the state of the list says it already
 * @param sentence one line
 */
record Problem(String code, String sentence) {

    private static final int DEEPEST = 20;

    /** Returns the problem behind a failure. Never throws, even if the failure's own methods do. */
    static Problem of(Throwable failure) {
        SourceException said = said(failure);
        return said == null ? new Problem(SourceException.UNKNOWN, Redacted.sentence(failure))
                : new Problem(said.code(), Redacted.text(String.valueOf(said.getMessage())));
    }

    private static SourceException said(Throwable failure) {
        try {
            Throwable cause = failure;
            for (int depth = 0; depth < DEEPEST && cause != null; depth++, cause = cause.getCause()) {
                if (cause instanceof SourceException said) {
                    return said;
                }
            }
        } catch (RuntimeException | Error unspeakable) { // then it has no sentence of its own
            return null;
        }
        return null;
    }

    /** Returns whether nobody can see from it what is wrong. */
    boolean isVague() {
        return code == null || code.equals(SourceException.SILENT) || code.equals(SourceException.UNKNOWN);
    }

    Problem with(String more) {
        return new Problem(code, sentence + " " + more);
    }
}
