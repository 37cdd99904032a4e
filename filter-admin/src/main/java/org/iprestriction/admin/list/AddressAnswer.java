package org.iprestriction.admin.list;

import org.iprestriction.admin.text.Phrase;

/** An answer about one address: {@code yes}, {@code no}, {@code soon} or {@code info}, with its icon. */
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
