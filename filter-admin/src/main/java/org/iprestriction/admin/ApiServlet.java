package org.iprestriction.admin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.iprestriction.admin.api.JsonApi;
import org.iprestriction.admin.context.AdminContext;

/** The servlet of the JSON API. */
final class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private transient JsonApi api;

    @Override
    public void init() {
        api = new JsonApi(AdminContext.of(getServletContext()), getServletContext());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        api.handle(request, response);
    }
}
