package org.iprestriction.example;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.iprestriction.servlet.IpRestrictionFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request that is never answered: its time-out dispatches to an error page, which is behind the filter as well. */
class AsyncTimeoutTest {

    private static final AtomicInteger ASLEEP = new AtomicInteger();
    private static final AtomicInteger ERROR_PAGES = new AtomicInteger();

    private ServerForTests server;

    /** Starts asynchronously and forgets the request. */
    static final class Sleeper extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            ASLEEP.incrementAndGet();
            AsyncContext async = request.startAsync();
            async.setTimeout(50);
        }
    }

    /** The error page. */
    static final class ErrorPage extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            ERROR_PAGES.incrementAndGet();
            response.getWriter().print(request.getDispatcherType() + " for "
                    + request.getAttribute(IpRestrictionFilter.CLIENT_ADDRESS));
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = new ServerForTests().with(new Sleeper(), "/api/sleep").with(new ErrorPage(), "/api/error");
        FilterHolder filter = new FilterHolder(IpRestrictionFilter.class);
        filter.setInitParameter("allow", "203.0.113.7");
        filter.setInitParameter("trusted-proxies", "127.0.0.1");
        filter.setInitParameter("client-header", "X-Forwarded-For");
        server.context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(500, "/api/error");
        server.context.setErrorHandler(errors);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private HttpResponse<String> get(String caller) throws Exception {
        return server.send(server.request("/api/sleep").header("X-Forwarded-For", caller));
    }

    @Test
    void anAllowedCallerSeesTheErrorPageOfATimeoutAndABlockedOneCausesNone() throws Exception {
        HttpResponse<String> allowed = get("203.0.113.7");
        assertThat(allowed.statusCode()).isEqualTo(500);
        assertThat(allowed.body()).isEqualTo("ERROR for 203.0.113.7");
        assertThat(ASLEEP).hasValue(1);
        assertThat(ERROR_PAGES).hasValue(1);

        HttpResponse<String> blocked = get("198.51.100.66");
        assertThat(blocked.statusCode()).isEqualTo(403);
        assertThat(blocked.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(ASLEEP).hasValue(1);
        assertThat(ERROR_PAGES).hasValue(1);
    }
}
