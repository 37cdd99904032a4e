package org.iprestriction.servlet;

/**
 * A url-pattern of a filter or a servlet, as the Servlet specification reads it (12.2): {@code /p/*} is a path and all below
 * it, {@code *.x} an extension, {@code /} of a servlet what no other servlet takes, and anything else one path.
 */
record UrlPattern(String text) {

    boolean isEverything() {
        return text.equals("/*") || text.equals("*");
    }

    boolean isExtension() {
        return text.startsWith("*.");
    }

    /** Tells whether this means a path and all below it. */
    boolean isPrefix() {
        return text.endsWith("/*");
    }

    /** Returns the path, without the star where it means all below it as well. */
    String path() {
        return isPrefix() ? text.substring(0, text.length() - 2) : text;
    }

    /** Tells whether this is one path with stars in it, which whoever wrote it will have meant to be more. */
    boolean isMistaken() {
        return !isEverything() && !isExtension() && path().indexOf('*') >= 0;
    }

    /** Tells whether a request can match this and also reach a servlet, or a filter, by its pattern. */
    boolean meets(UrlPattern other) {
        if (isEverything() || other.isEverything() || other.text.equals("/")) {
            return true;
        }
        if (isExtension()) {
            return other.isPrefix() || other.text.equals(text) || !other.isExtension() && other.text.endsWith(text.substring(1));
        }
        if (other.isExtension()) {
            return other.meets(this);
        }
        return path().equals(other.path()) || isPrefix() && other.path().startsWith(path() + "/")
                || other.isPrefix() && path().startsWith(other.path() + "/");
    }
}
