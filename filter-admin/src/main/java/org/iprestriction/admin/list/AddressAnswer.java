package org.iprestriction.admin.list;

import org.iprestriction.admin.text.Phrase;

/** The answer for one address, with the tone {@code yes}, {@code no}, {@code soon} or {@code info} and its icon. */
record AddressAnswer(String tone, Phrase text) {

    String icon() {
        return switch (tone) {
            case "yes" -> "tick";
            case "no" -> "refused";
            case "soon" -> "clock";
            default -> "info";
        };
    }
}
