package org.iprestriction.admin.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.iprestriction.admin.http.EntityTag;

/**
 * The style sheet, the script and the icon, each under a name that changes with its content.
 *
 * <p>A fixed table is used instead of the container's file serving, so that the result is the same on every container and with
 * every mapping, and no other class path resource can be requested.
 */
public final class Assets {
    private static final Map<String, Asset> BY_NAME;
    /** The current names of the files. */
    public static final String CSS;
    public static final String SCRIPT;
    static final String ICON = "favicon.svg";

    private record Asset(byte[] bytes, String type, String tag) {}

    static {
        Asset css = read("ipr.css", "text/css;charset=utf-8");
        Asset script = read("ipr.js", "text/javascript;charset=utf-8");
        Asset icon = read(ICON, "image/svg+xml");
        CSS = "ipr." + css.tag() + ".css";
        SCRIPT = "ipr." + script.tag() + ".js";
        BY_NAME = Map.of(CSS, css, SCRIPT, script, ICON, icon);
    }

    private Assets() {}

    /** Sends the file and returns true, or sends nothing and returns false if there is no file of that name. */
    public static boolean send(String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Asset asset = BY_NAME.get(name);
        if (asset == null) {
            return false;
        }
        String tag = "\"" + asset.tag() + "\"";
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", name.equals(ICON) ? "public, max-age=86400"
                : "public, max-age=31536000, immutable");
        String known = request.getHeader("If-None-Match");
        if (known != null && known.matches("(W/)?\"[^\"]+\"") && EntityTag.opaque(known).equals(asset.tag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        response.setContentType(asset.type());
        response.setContentLength(asset.bytes().length);
        response.getOutputStream().write(asset.bytes());
        return true;
    }

    private static Asset read(String file, String type) {
        try (InputStream in = Assets.class.getResourceAsStream("assets/" + file)) {
            byte[] bytes = in.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Asset(bytes, type, HexFormat.of().formatHex(hash).substring(0, 12));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
