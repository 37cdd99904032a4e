package org.iprestriction.address;

import java.util.StringTokenizer;

/** Counts the notations in one text, with any separators. */
final class Several {

    private static final String AROUND = "\"'`()[]{}<>“”";

    private Several() {
    }

    static boolean isIn(String text) {
        String bare = Comments.cut(text);
        boolean dash = bare.codePoints().anyMatch(c -> c == '-' || LookAlikes.isDash(c));
        return count(bare, ",;\n\r") > 1 || !dash && count(bare) > 1;
    }

    /** Returns the number of notations in a text; 2 means two or more. */
    static int count(String text) {
        return count(text, ",; \t\n\r");
    }

    private static int count(String text, String separators) {
        StringTokenizer pieces = new StringTokenizer(text, separators);
        int good = 0;
        while (pieces.hasMoreTokens() && good < 2) {
            good += NotationParser.parseOrNull(bare(pieces.nextToken())) == null ? 0 : 1;
        }
        return good;
    }

    private static String bare(String piece) {
        String bare = Blanks.trim(piece);
        int from = 0;
        int to = bare.length();
        while (from < to && AROUND.indexOf(bare.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && AROUND.indexOf(bare.charAt(to - 1)) >= 0) {
            to--;
        }
        return bare.substring(from, to);
    }
}
