package org.iprestriction.admin.json;

/** Thrown if a text is not the expected JSON. The message explains the error to users. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String sentence) {
        super(sentence, null, false, false);
    }
}
