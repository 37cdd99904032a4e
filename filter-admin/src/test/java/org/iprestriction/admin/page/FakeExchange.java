package org.iprestriction.admin.page;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.access.Csrf;
import org.iprestriction.admin.access.Roles;
import org.iprestriction.admin.access.SameOrigin;
import org.iprestriction.admin.access.SignedIn;
import org.iprestriction.admin.context.AdminContext;
import org.iprestriction.admin.context.ListFrom;
import org.iprestriction.admin.http.AdminPath;
import org.iprestriction.caller.ClientAddressResolver;
import org.iprestriction.servlet.DeploymentRules;

/** A request to the pages without a server, with just enough of it to make a page. */
public final class FakeExchange {
    private final String path;
    private String query;
    private String address = "203.0.113.44";
    private String role = Roles.DEFAULT.admin();
    private boolean report;
    private final Map<String, String> headers = new HashMap<>();

    public FakeExchange(String path) {
        this.path = path;
    }

    public FakeExchange query(String text) {
        query = text;
        return this;
    }

    public FakeExchange from(String text) {
        address = text;
        return this;
    }

    public FakeExchange viewer() {
        role = Roles.DEFAULT.viewer();
        return this;
    }

    public FakeExchange operator() {
        role = Roles.DEFAULT.operator();
        return this;
    }

    public FakeExchange reporting() {
        report = true;
        return this;
    }

    public FakeExchange header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Exchange build() {
        Map<String, Object> attributes = new HashMap<>(Map.of(SignedIn.class.getName(), "a.yilmaz",
                Csrf.class.getName(), "token"));
        HttpSession session = fake(HttpSession.class, (proxy, method, args) -> switch (method.getName()) {
            case "getAttribute" -> attributes.get(args[0]);
            case "setAttribute" -> attributes.put((String) args[0], args[1]);
            case "removeAttribute" -> attributes.remove(args[0]);
            case "equals" -> proxy == args[0];
            case "hashCode" -> 1;
            default -> throw new UnsupportedOperationException(method.getName());
        });
        HttpServletRequest request = fake(HttpServletRequest.class, (proxy, method, args) -> switch (method.getName()) {
            case "getRequestURI" -> "/admin/ip-restriction" + path;
            case "getServletPath" -> "/admin";
            case "getPathInfo" -> "/ip-restriction" + path;
            case "getContextPath" -> "";
            case "getMethod" -> "GET";
            case "getQueryString" -> query;
            case "getRemoteAddr" -> address;
            case "getHeader" -> headers.get(args[0]);
            case "getSession" -> session;
            case "getServletContext" -> fake(ServletContext.class, (context, asked, names) -> null);
            case "getRemoteUser" -> "a.yilmaz";
            case "isUserInRole" -> role.equals(args[0]);
            case "getAttribute" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
        AdminContext context = new AdminContext(null, null, null, null, Sample.SETTINGS, new AdminPath("/admin"), Roles.DEFAULT,
                new ListFrom("default", null), list -> new DeploymentRules(List.of(), false, report), List::of, ClientAddressResolver.of(Sample.SETTINGS), new SameOrigin(null),
                new ChangeRate(System::nanoTime), null, null, null, null);
        return new Exchange(context, request, null);
    }

    private static <T> T fake(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
