package org.iprestriction.benchmarks;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Enumeration;
import org.iprestriction.servlet.IpRestrictionFilter;

/** A request that knows where it comes from and keeps what the filter notes, without allocating. Used again and again. */
final class RigRequest extends HttpServletRequestWrapper {

    static final String HEADER = "X-Forwarded-For";
    static final String ACCOUNT = "account";

    private final OneLine line = new OneLine();
    private String remote;
    private String forwarded;
    private String account;
    private String decidedName;
    private Object decided;
    private Object address;
    private int read;

    RigRequest(HttpServletRequest nothing) {
        super(nothing);
    }

    /**
     * Becomes a new request; {@code named} is what a proxy says of the caller, and {@code of} whose API it calls; both may be null.
     * The application has just read the name of the account, so that it is near the processor, whatever the filter does with it.
     */
    void prepare(String from, String named, String of) {
        remote = from;
        forwarded = named;
        account = of;
        read += of == null ? 0 : of.hashCode() + of.charAt(of.length() - 1);
        decided = null;
    }

    @Override
    public String getRemoteAddr() {
        return remote;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return "/";
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        line.left = forwarded != null && name.equals(HEADER);
        return line;
    }

    /* Names are told apart by identity, which they have: what looking them up costs is the container's business. */

    @Override
    public Object getAttribute(String name) {
        return name == IpRestrictionFilter.CLIENT_ADDRESS ? address : name == decidedName ? decided : name.equals(ACCOUNT) ? account : null;
    }

    @Override
    public void setAttribute(String name, Object value) {
        if (name == IpRestrictionFilter.CLIENT_ADDRESS) {
            address = value;
        } else {
            decidedName = name;
            decided = value;
        }
    }

    private final class OneLine implements Enumeration<String> {
        private boolean left;

        @Override
        public boolean hasMoreElements() {
            return left;
        }

        @Override
        public String nextElement() {
            left = false;
            return forwarded;
        }
    }
}
