package org.iprestriction.admin;

import java.util.List;

/**
 * What the typed address means, before it is saved. Also the JSON answer to the script.
 *
 * @param ok      whether it could be saved as it is
 * @param summary the meaning, or the sentence about what is wrong with it; empty before anything is typed
 * @param notes   what else to know, at most three
 */
record Preview(boolean ok, Phrase summary, List<String> notes) {
    static final Preview NONE = new Preview(false, Phrase.EMPTY, List.of());
}
