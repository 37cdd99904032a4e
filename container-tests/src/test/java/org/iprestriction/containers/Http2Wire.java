package org.iprestriction.containers;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** HTTP/2 without TLS, frame by frame: enough to request any path in many concurrent streams, and to read the statuses. */
final class Http2Wire implements Closeable {

    /** The result of {@link #status} for a stream that was refused before it was processed (RFC 9113, section 7). */
    static final int REFUSED = -7;

    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;

    private final Wire wire;
    private final DataInputStream in;
    private final Map<Integer, Integer> statuses = new HashMap<>();
    private final List<String> ends = new ArrayList<>();
    private int nextStream;

    private Http2Wire(Wire wire, int nextStream) throws IOException {
        this.wire = wire;
        this.in = new DataInputStream(wire.in());
        this.nextStream = nextStream;
        wire.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(SETTINGS, 0, 0, new byte[] {0, 1, 0, 0, 0, 0}); // no header table, so that each block is independent
    }

    /** Starts with HTTP/2 from the first byte. */
    static Http2Wire connect(String from, int port) throws IOException {
        return new Http2Wire(Wire.connect(from, port), 1);
    }

    /** Continues in HTTP/2 after a 101; the response to the upgrade request comes in stream 1. */
    static Http2Wire upgraded(Wire wire) throws IOException {
        return new Http2Wire(wire, 3);
    }

    /** Sends a request without a body, with all headers as literals. Returns its stream. */
    int request(String method, String path, List<String> lines) throws IOException {
        return send(new ByteArrayOutputStream(), END_STREAM, method, path, lines);
    }

    /** Requests another protocol in a stream of this connection (RFC 8441), and leaves the stream open. */
    int connect(String protocol, String path, List<String> lines) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        header(block, ":protocol", protocol);
        return send(block, 0, "CONNECT", path, lines);
    }

    private int send(ByteArrayOutputStream block, int flags, String method, String path, List<String> lines)
            throws IOException {
        // the indexes of :method, :scheme, :path and :authority, the only form that Tomcat accepts
        header(block, 2, method);
        header(block, 6, "http");
        header(block, 4, path);
        header(block, 1, "localhost");
        for (String line : lines) {
            int colon = line.indexOf(':');
            header(block, line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).replaceFirst("^ ", ""));
        }
        int stream = nextStream;
        nextStream += 2;
        frame(HEADERS, flags | END_HEADERS, stream, block.toByteArray());
        return stream;
    }

    /**
     * Waits for the response in a stream. Returns its status; if the stream was reset without one, the negated error
     * code; 0 if the connection was closed.
     */
    int status(int stream) throws IOException {
        while (!statuses.containsKey(stream)) {
            if (!read()) {
                return 0;
            }
        }
        return statuses.get(stream);
    }

    /** Returns how the server ended streams without a response, or the whole connection. */
    List<String> ends() {
        return ends;
    }

    private boolean read() throws IOException {
        int first = in.read();
        if (first < 0) {
            ends.add("end of the connection");
            return false;
        }
        int length = first << 16 | in.readUnsignedShort();
        int type = in.read();
        int flags = in.read();
        int stream = in.readInt() & Integer.MAX_VALUE;
        byte[] payload = in.readNBytes(length);
        if (type == SETTINGS && (flags & ACK) == 0) {
            frame(SETTINGS, ACK, 0, new byte[0]);
        } else if (type == PING && (flags & ACK) == 0) {
            frame(PING, ACK, 0, payload);
        } else if (type == HEADERS) {
            int skip = ((flags & 8) != 0 ? 1 : 0) + ((flags & 32) != 0 ? 5 : 0);
            statuses.putIfAbsent(stream, Hpack.status(payload, skip));
        } else if (type == RST_STREAM) {
            int error = ByteBuffer.wrap(payload).getInt();
            if (statuses.putIfAbsent(stream, -error) == null) {
                ends.add("stream " + stream + " by error " + error);
            }
        } else if (type == GOAWAY) {
            ends.add("GOAWAY " + new String(payload, StandardCharsets.ISO_8859_1).strip());
        }
        return type != GOAWAY;
    }

    private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length).put((byte) type).put((byte) flags)
                .putInt(stream).put(payload);
        wire.send(frame.array());
    }

    private static void header(ByteArrayOutputStream block, int name, String value) {
        block.write(0x10 | name); // a literal that is never indexed
        text(block, value);
    }

    private static void header(ByteArrayOutputStream block, String name, String value) {
        block.write(0x10);
        text(block, name);
        text(block, value);
    }

    private static void text(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 127) {
            block.write(bytes.length);
        } else {
            block.write(127);
            int rest = bytes.length - 127;
            for (; rest >= 128; rest >>>= 7) {
                block.write(rest & 127 | 128);
            }
            block.write(rest);
        }
        block.writeBytes(bytes);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
