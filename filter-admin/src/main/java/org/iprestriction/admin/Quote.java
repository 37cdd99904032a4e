package org.iprestriction.admin;

/** What a caller sent, ready to stand in a sentence: in quotes, at most 60 characters, nothing invisible. */
final class Quote {
    private static final int LONGEST = 60;

    private Quote() {}

    static String of(String text) {
        StringBuilder quoted = new StringBuilder("“");
        text.codePoints().limit(LONGEST).forEach(c -> {
            int type = Character.getType(c);
            boolean shown = type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE
                    && type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR;
            quoted.appendCodePoint(shown ? c : '\uFFFD');
        });
        return quoted.append(text.codePointCount(0, text.length()) > LONGEST ? "…”" : "”").toString();
    }
}
