package org.iprestriction.admin.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The answer sent when the pages and the API cannot produce one. It uses neither templates nor the JSON library nor the store,
 * because any of these may have failed.
 */
public final class LastResort {
    /** The prefix of the types of all problem documents. */
    public static final String PROBLEM_TYPE = "urn:ip-restriction:problem:";

    private LastResort() {
    }

    /** Sends the answer to a request for {@code path}, a path below the context path, unless the response is committed. */
    public static void answer(String path, HttpServletRequest request, HttpServletResponse response, int status, String sentence)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        boolean page = AdminPath.of(request.getServletContext()).isPage(path);
        byte[] body = (page ? page(status, sentence) : problem(status, sentence)).getBytes(StandardCharsets.UTF_8);
        SecurityHeaders.ALL.forEach(response::setHeader);
        response.setStatus(status);
        response.setContentType(page ? "text/html;charset=utf-8" : "application/problem+json");
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    /** Returns the path of {@code request} below the context path. */
    public static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    /** Returns a sentence for a status when nothing more is known. */
    public static String sentence(int status) {
        return switch (status) {
            case 400 -> "The request cannot be read. Check its address, headers and body.";
            case 403 -> "This is not allowed.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not offer that method.";
            case 408 -> "The request took too long to arrive. Send it again.";
            case 413 -> "The request is too large.";
            case 414 -> "The address of the request is too long.";
            case 431 -> "The headers of the request are too long.";
            case 501 -> "The server does not offer that method.";
            case 503 -> "The server is busy. Nothing was changed. Try again in a moment.";
            default -> status < 500 ? "The request was refused." : "Something went wrong.";
        };
    }

    private static String title(int status) {
        return status == 404 ? "Not found" : status == 503 ? "Busy" : status < 500 ? "Request refused" : "Error";
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not_found";
            case 405 -> "method";
            case 408 -> "too_slow";
            case 413 -> "too_large";
            case 503 -> "busy";
            default -> status < 500 ? "bad_request" : "internal";
        };
    }

    private static String page(int status, String sentence) {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title(status)
                + "</title></head><body><h1>" + title(status) + "</h1><p>" + sentence + "</p></body></html>\n";
    }

    private static String problem(int status, String sentence) {
        return "{\"type\":\"" + PROBLEM_TYPE + code(status) + "\",\"title\":\"" + title(status) + "\",\"status\":" + status
                + ",\"code\":\"" + code(status) + "\",\"detail\":\"" + sentence + "\"}";
    }
}
