package org.iprestriction.servlet;

/**
 * A url-pattern of a filter or servlet, as defined in the
 * <a href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#specification-of-mappings">Servlet
 * specification, section 12.2</a>: {@code /p/*} means a path and everything below it, {@code *.x} an extension,
 * {@code /} (for a servlet) everything that no other servlet matches, and any other text one exact path.
 */
record UrlPattern(String text) {

    boolean isEverything() {
        return text.equals("/*") || text.equals("*");
    }

    boolean isExtension() {
        return text.startsWith("*.");
    }

    /** Returns whether this means a path and everything below it. */
    boolean isPrefix() {
        return text.endsWith("/*");
    }

    /** Returns the path, without a trailing {@code /*}. */
    String path() {
        return isPrefix() ? text.substring(0, text.length() - 2) : text;
    }

    /** Returns whether this is one exact path that contains asterisks, which was probably meant as a wildcard. */
    boolean isMistaken() {
        return !isEverything() && !isExtension() && path().indexOf('*') >= 0;
    }

    /** Returns whether a request can match both this pattern and another one. */
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
