package org.iprestriction.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Set;

/** Breaks every step that it is told to, with a Throwable of any kind, checked ones included. */
final class Broken {

    private final Set<String> steps;
    private final Throwable thrown;
    private int hits;

    Broken(Throwable thrown, String... steps) {
        this.thrown = thrown;
        this.steps = Set.of(steps);
    }

    /** How many steps were broken. */
    int hits() {
        return hits;
    }

    void at(String step) {
        if (steps.contains(step)) {
            hits++;
            Broken.<RuntimeException>sneak(thrown);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    HttpServletRequest request(HttpServletRequest whole) {
        return new HttpServletRequestWrapper(whole) {
            @Override
            public Object getAttribute(String name) {
                at("getAttribute");
                return super.getAttribute(name);
            }

            @Override
            public void setAttribute(String name, Object value) {
                at("setAttribute");
                super.setAttribute(name, value);
            }

            @Override
            public void removeAttribute(String name) {
                at("removeAttribute");
                super.removeAttribute(name);
            }

            @Override
            public String getRemoteAddr() {
                at("getRemoteAddr");
                return super.getRemoteAddr();
            }

            @Override
            public String getHeader(String name) {
                at("getHeader");
                return super.getHeader(name);
            }

            @Override
            public Enumeration<String> getHeaders(String name) {
                at("getHeaders");
                Enumeration<String> lines = super.getHeaders(name);
                return new Enumeration<>() {
                    @Override
                    public boolean hasMoreElements() {
                        at("hasMoreElements");
                        return lines.hasMoreElements();
                    }

                    @Override
                    public String nextElement() {
                        at("nextElement");
                        return lines.nextElement();
                    }
                };
            }

            @Override
            public String getMethod() {
                at("getMethod");
                return super.getMethod();
            }

            @Override
            public String getRequestURI() {
                at("getRequestURI");
                return super.getRequestURI();
            }

            @Override
            public DispatcherType getDispatcherType() {
                at("getDispatcherType");
                return super.getDispatcherType();
            }
        };
    }

    HttpServletResponse response(HttpServletResponse whole) {
        return new HttpServletResponseWrapper(whole) {
            @Override
            public boolean isCommitted() {
                at("isCommitted");
                return super.isCommitted();
            }

            @Override
            public void resetBuffer() {
                at("resetBuffer");
                super.resetBuffer();
            }

            @Override
            public void setStatus(int status) {
                at("setStatus");
                super.setStatus(status);
            }

            @Override
            public int getStatus() {
                at("getStatus");
                return super.getStatus();
            }

            @Override
            public void setHeader(String name, String value) {
                at("setHeader");
                super.setHeader(name, value);
            }

            @Override
            public void setContentType(String type) {
                at("setContentType");
                super.setContentType(type);
            }

            @Override
            public void setContentLength(int length) {
                at("setContentLength");
                super.setContentLength(length);
            }

            @Override
            public ServletOutputStream getOutputStream() throws IOException {
                at("getOutputStream");
                return super.getOutputStream();
            }

            @Override
            public void sendError(int status) throws IOException {
                at("sendError");
                super.sendError(status);
            }
        };
    }
}
