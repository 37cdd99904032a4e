package org.iprestriction.fleet;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A persistent connection through a trusted proxy to the protected API of a node, on which callers ask one after another. */
final class Line implements Closeable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private Socket socket;

    Line(int port) {
        this.port = port;
    }

    /** Returns the status of the answer to a caller. */
    int ask(String caller) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
        socket.getOutputStream().write(("GET /api/v1/hello HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: " + caller + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        String answer = head(socket.getInputStream());
        socket.getInputStream().skipNBytes(Integer.parseInt(after("\r\ncontent-length: ", answer)));
        if (answer.contains("\r\nconnection: close")) {
            close();
        }
        return Integer.parseInt(answer.substring(9, 12));
    }

    private String head(InputStream in) throws IOException {
        head.reset();
        for (int last = 0; last != 4; ) { // the number of characters of an empty line that have been read
            int b = in.read();
            if (b < 0) {
                throw new EOFException("The node closed the connection.");
            }
            head.write(b);
            last = b == (last % 2 == 0 ? '\r' : '\n') ? last + 1 : 0;
        }
        return head.toString(StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    }

    private static String after(String name, String answer) throws IOException {
        int start = answer.indexOf(name);
        if (start < 0) {
            throw new IOException("No length in: " + answer);
        }
        return answer.substring(start + name.length(), answer.indexOf('\r', start + name.length()));
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
