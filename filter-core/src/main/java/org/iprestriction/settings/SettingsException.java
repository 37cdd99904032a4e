package org.iprestriction.settings;

/** Thrown for an unknown or malformed setting. The message is one sentence with its name, its value and what is legal. */
public final class SettingsException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param sentence the message for the operator
     */
    public SettingsException(String sentence) {
        super(sentence);
    }
}
