package org.iprestriction.admin;

/** An answer about one address: {@code yes}, {@code no}, {@code soon} or {@code info}, with its icon. */
record Verdict(String tone, Phrase text) {

    String icon() {
        return switch (tone) {
            case "yes" -> "tick";
            case "no" -> "refused";
            case "soon" -> "clock";
            default -> "info";
        };
    }
}
