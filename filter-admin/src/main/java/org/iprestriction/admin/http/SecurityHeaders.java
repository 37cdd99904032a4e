package org.iprestriction.admin.http;

import java.util.Map;

/**
 * The security headers of every answer of the pages and the JSON API.
 *
 * <p>{@code Referrer-Policy} is {@code same-origin} and not {@code no-referrer}, because with the latter browsers send
 * {@code Origin: null} with our own forms, and the origin check would refuse them.
 */
public final class SecurityHeaders {
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";

    public static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "X-Frame-Options", "DENY",
            "Cache-Control", "no-store",
            "Content-Language", "en");

    private SecurityHeaders() {
    }
}
