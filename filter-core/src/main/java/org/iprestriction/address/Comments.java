package org.iprestriction.address;

/** Finds the comment after a notation, in the styles common in configuration files and lists. */
final class Comments {

    private Comments() {
    }

    /** Returns the index at which the comment in a single-line text begins, or -1. */
    static int start(String text) {
        int start = text.length();
        for (int mark : new int[] {text.indexOf(';'), text.indexOf(','), text.indexOf('(')}) {
            if (mark >= 0 && mark < start && isStart(text, mark)) {
                start = mark;
            }
        }
        for (int i = 0; i < start; i++) {
            if (isRestOfLine(text, i)) {
                return i;
            }
        }
        return start == text.length() ? -1 : start;
    }

    /** Returns the text without end-of-line comments. */
    static String cut(String text) {
        StringBuilder kept = new StringBuilder();
        boolean inComment = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            inComment = c != '\n' && c != '\r' && (inComment || isRestOfLine(text, i));
            if (!inComment) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static boolean isStart(String text, int at) {
        return switch (text.charAt(at)) {
            case ';' -> !Blanks.trim(text.substring(at + 1)).isEmpty() && Several.count(text.substring(at)) == 0;
            case ',' -> isColumn(text, at + 1);
            default -> isAfterBlank(text, at) && text.endsWith(")") && text.indexOf('%') < 0
                    && Several.count(text.substring(at)) == 0;
        };
    }

    private static boolean isRestOfLine(String text, int at) {
        return text.charAt(at) == '#'
                || isAfterBlank(text, at) && (text.startsWith("//", at) || text.startsWith("/*", at));
    }

    private static boolean isAfterBlank(String text, int at) {
        return at > 0 && Blanks.isBlank(text.charAt(at - 1));
    }

    /** Returns whether another column of a table begins there: a letter or a quotation mark, and no further address. */
    private static boolean isColumn(String text, int at) {
        String rest = Blanks.trim(text.substring(at));
        return !rest.isEmpty() && (Character.isLetter(rest.charAt(0)) || rest.charAt(0) == '"') && Several.count(rest) == 0;
    }
}
