package org.iprestriction.settings;

/** The refusal of a setting: one sentence with its name, its value and what is legal. */
public final class SettingsException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    /**
     * Makes a refusal.
     *
     * @param sentence the sentence for the operator
     */
    public SettingsException(String sentence) {
        super(sentence);
    }
}
