package org.iprestriction.example;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.iprestriction.live.LiveLists;

/**
 * Health checks. {@code GET /health/live}: the process responds. {@code GET /health/ready}: every list that the filters
 * need is loaded. A node that continues with its last good lists is ready; the reasons in the response say that they
 * are not being refreshed, and why.
 *
 * <p>The checks are public, so they return only the codes of {@link org.iprestriction.live.ListStatus#reasons()}. The sentences are
 * in the log and in the status of the admin API.
 */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = String.valueOf(request.getPathInfo());
        if (!path.equals("/live") && !path.equals("/ready")) {
            JsonAnswer.notFound(response);
        } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            JsonAnswer.methodNotAllowed(response, "GET, HEAD");
        } else if (path.equals("/live")) {
            JsonAnswer.send(response, HttpServletResponse.SC_OK, Map.of("status", "up"));
        } else {
            ready(response);
        }
    }

    private void ready(HttpServletResponse response) throws IOException {
        LiveLists lists = (LiveLists) getServletContext().getAttribute(LiveLists.ATTRIBUTE);
        boolean ready = lists != null && lists.ready();
        List<String> reasons = lists == null ? List.of("not_started") : lists.status().stream()
                .flatMap(list -> list.reasons().stream()).distinct().sorted().toList();
        Map<String, Object> members = new TreeMap<>(Map.of("status", ready ? "ready" : "not_ready"));
        if (!reasons.isEmpty()) {
            members.put("reasons", reasons);
        }
        JsonAnswer.send(response, ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE, members);
    }
}
