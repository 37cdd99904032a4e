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
 * need is loaded. A node that continues with its last good lists is ready; the reason in the response says that they
 * are not being refreshed.
 *
 * <p>The checks are public, so they return only codes. Details are in the log and in the status of the admin API.
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
        if (lists != null && lists.ready()) {
            boolean refreshed = lists.status().stream().allMatch(list -> list.problem() == null);
            JsonAnswer.send(response, HttpServletResponse.SC_OK, refreshed ? Map.of("status", "ready")
                    : new TreeMap<>(Map.of("status", "ready", "reasons", List.of("list_not_refreshed"))));
            return;
        }
        Map<String, Object> members = new TreeMap<>(Map.of("status", "not_ready"));
        members.put("reasons", lists == null ? List.of("not_started") : reasons(lists));
        JsonAnswer.send(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, members);
    }

    private static List<String> reasons(LiveLists lists) {
        return lists.status().stream()
                .filter(list -> !list.loaded())
                .map(list -> list.revision() < 0 ? "list_not_loaded" : "list_too_old")
                .distinct().sorted().toList();
    }
}
