package org.iprestriction.admin.json;

/** A text that is not the JSON it should be. The message says for people what is wrong with it. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String sentence) {
        super(sentence, null, false, false);
    }
}
