package org.iprestriction.example.launcher;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * The error responses of the launcher's Jetty for requests that did not reach the application: one sentence, with the
 * same security headers as all other responses, and without Jetty's own page.
 */
final class OwnErrors extends ErrorHandler {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cache-Control", "no-store");
    private static final String API = "/api/";

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(Request request, Response response, int code, String message, Throwable cause,
            Callback callback) {
        answer(request, response, code, callback);
    }

    /** The same for errors in the application, whose own error pages take precedence. */
    static final class InApplication extends ErrorPageErrorHandler {

        @Override
        public boolean errorPageForMethod(String method) {
            return true;
        }

        @Override
        protected void generateResponse(Request request, Response response, int code, String message, Throwable cause,
                Callback callback) {
            answer(request, response, code, Callback.NOOP); // the caller completes the callback
        }
    }

    private static void answer(Request request, Response response, int code, Callback callback) {
        String path = request.getHttpURI().getPath(); // as sent; null if it could not be parsed
        boolean api = path != null && path.contains(API);
        byte[] body = (api ? problem(code) : sentence(code) + "\n").getBytes(StandardCharsets.UTF_8);
        HEADERS.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, api ? "application/problem+json" : "text/plain;charset=utf-8");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static String problem(int status) {
        return "{\"type\":\"about:blank\",\"title\":\"" + HttpStatus.getMessage(status) + "\",\"status\":" + status
                + ",\"detail\":\"" + sentence(status) + "\"}";
    }

    private static String sentence(int status) {
        return switch (status) {
            case HttpStatus.REQUEST_TIMEOUT_408 -> "The request took too long to arrive. Send it again.";
            case HttpStatus.URI_TOO_LONG_414 -> "The address of the request is too long.";
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "The headers of the request are too long.";
            case HttpStatus.NOT_FOUND_404 -> "There is nothing at this address.";
            case HttpStatus.EXPECTATION_FAILED_417 -> "The header Expect asks for something that is not supported here. Leave it out.";
            case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 -> "This version of HTTP is not supported here. Use HTTP/1.1.";
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> "The server is starting or stopping. Try again in a moment.";
            default -> status < HttpStatus.INTERNAL_SERVER_ERROR_500
                    ? "The request cannot be read. Check its address, headers and body." : "Something went wrong.";
        };
    }
}
