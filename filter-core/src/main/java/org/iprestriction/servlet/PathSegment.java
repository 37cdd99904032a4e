package org.iprestriction.servlet;

import jakarta.servlet.http.HttpServletRequest;

/**
 * One segment of the path below the context path, as the caller has written it. It counts only if the container understands it in
 * the same way: otherwise, {@code /acme/../globex} or {@code /acme/..;/globex} would be judged by one list and served from another
 * account.
 *
 * @param number the number of the segment, 1 or more
 */
record PathSegment(int number) {

    /** Returns the segment; null if there is none, or if it is encoded, has parameters, or is not the one that the container uses. */
    String of(HttpServletRequest request) {
        String uri = request.getRequestURI();
        String written = segment(uri, request.getContextPath().length());
        if (written == null || written.isEmpty() || written.indexOf('%') >= 0 || written.indexOf(';') >= 0) {
            return null;
        }
        String info = request.getPathInfo();
        String used = segment(info == null ? request.getServletPath() : request.getServletPath() + info, 0);
        return written.equals(used) ? written : null;
    }

    /** Returns the segment of a path that begins at an index with a slash, or null. */
    private String segment(String path, int from) {
        int start = from - 1;
        for (int i = 0; i < number; i++) {
            int next = path.indexOf('/', start + 1);
            if (next < 0 || i == 0 && next != from || i > 0 && next == start + 1) { // who collapses slashes counts segments differently
                return null;
            }
            start = next;
        }
        int end = path.indexOf('/', start + 1);
        return path.substring(start + 1, end < 0 ? path.length() : end);
    }
}
