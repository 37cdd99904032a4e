package org.iprestriction.containers;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A connection that sends exactly the given bytes and reads responses one by one. */
final class Wire implements Closeable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final Closeable connection;
    private final InputStream in;
    private final OutputStream out;

    private Wire(Closeable connection, InputStream in, OutputStream out) {
        this.connection = connection;
        this.in = in;
        this.out = out;
    }

    /** Connects to a port of this machine from one of its own addresses. */
    static Wire connect(String from, int port) throws IOException {
        InetAddress local = InetAddress.getByName(from);
        String target = from.indexOf(':') >= 0 ? "::1" : "127.0.0.1";
        Socket socket = new Socket(InetAddress.getByName(target), port, local, 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return new Wire(socket, socket.getInputStream(), socket.getOutputStream());
    }

    static Wire connect(Path unixSocket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(unixSocket));
        return new Wire(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }

    /** Sends a request on a new connection. */
    static Answer exchange(String from, int port, String request) throws IOException {
        try (Wire wire = connect(from, port)) {
            return wire.exchange(request);
        }
    }

    /** Sends a request and closes the output, for requests whose end a server may not detect. */
    static Answer last(String from, int port, String request) throws IOException {
        try (Wire wire = connect(from, port)) {
            wire.send(bytes(request));
            ((Socket) wire.connection).shutdownOutput();
            return wire.read(false);
        } catch (SocketException reset) {
            return Answer.CLOSED;
        }
    }

    /** Sends a request, characters above 0xFF as UTF-8 and all others as one byte each, and reads the response. */
    Answer exchange(String request) throws IOException {
        try {
            send(bytes(request));
            return read(request.startsWith("HEAD "));
        } catch (SocketException reset) { // a server may close the connection on invalid bytes, before or after its response
            return Answer.CLOSED;
        }
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    InputStream in() {
        return in;
    }

    Answer read(boolean withoutBody) throws IOException {
        String start = line();
        if (start == null) {
            return Answer.CLOSED;
        }
        if (!start.startsWith("HTTP/1.")) {
            return new Answer(0, List.of(), start + "\n" + text(in.readAllBytes()));
        }
        int status = Integer.parseInt(start.substring(9, 12));
        List<String> head = new ArrayList<>();
        for (String line = line(); line != null && !line.isEmpty(); line = line()) {
            head.add(line);
        }
        if (status == 100) {
            return read(withoutBody);
        }
        Answer answer = new Answer(status, head, "");
        boolean empty = withoutBody || status == 101 || status == 204 || status == 304;
        return empty ? answer : new Answer(status, head, body(answer));
    }

    private String body(Answer answer) throws IOException {
        if (answer.header("Transfer-Encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
            StringBuilder body = new StringBuilder();
            for (int size = chunk(); size > 0; size = chunk()) {
                body.append(text(in.readNBytes(size)));
                line();
            }
            line();
            return body.toString();
        }
        String length = answer.header("Content-Length");
        return text(length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length)));
    }

    private int chunk() throws IOException {
        String line = line();
        return line == null ? 0 : Integer.parseInt(line.strip(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return line.size() == 0 ? null : text(line.toByteArray());
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return text(line.toByteArray());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        request.codePoints().forEach(c -> bytes.writeBytes(
                Character.toString(c).getBytes(c > 0xFF ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1)));
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
