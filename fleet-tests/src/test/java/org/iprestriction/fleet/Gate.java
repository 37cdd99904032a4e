package org.iprestriction.fleet;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection to a server that can be lost silently, as with a dropped route or a firewall that loses its state: no
 * data gets through, and neither side is notified.
 */
final class Gate implements Closeable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger untilLoss = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger lost = new AtomicInteger();
    private volatile Mark mark;
    private volatile Loss atCommit;
    private volatile boolean shut;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** How the commit of a change is lost: before or after it reached the server, and whether everything is lost from then on. */
    private record Loss(boolean delivered, boolean shut) {
    }

    /** Some writes after a text. */
    private record Mark(String text, int writes) {
    }

    Gate(int target) throws IOException {
        this.target = target;
        daemon(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Loses the connection on which the client makes the {@code number}th write from now on, at that write. */
    void loseAtWrite(int number) {
        untilLoss.set(number);
    }

    /** Loses the first connection on which the client writes a text, so many writes after that. */
    void loseAfter(String text, int writes) {
        mark = new Mark(text, writes);
    }

    /** Loses the connection on which the client commits the next change, before or after the server receives that. */
    void loseAtCommit(boolean delivered, boolean shutsAfterwards) {
        atCommit = new Loss(delivered, shutsAfterwards);
    }

    /** Lets new connections through again. */
    void open() {
        shut = false;
    }

    /** Returns the number of lost connections. */
    int lost() {
        return lost.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                Connection connection = new Connection();
                connection.lost = shut;
                daemon(() -> pump(client, server, connection, true));
                daemon(() -> pump(server, client, connection, false));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private static final class Connection {
        private volatile boolean lost;
        private boolean changes;
        private int untilLoss = -1;
    }

    private void pump(Socket from, Socket to, Connection connection, boolean client) {
        byte[] bytes = new byte[65_536];
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (client && untilLoss.decrementAndGet() == 0) {
                    connection.lost = true;
                    lost.incrementAndGet();
                }
                String text = client ? new String(bytes, 0, n, StandardCharsets.ISO_8859_1) : "";
                if (isMarked(connection, text)) {
                    connection.lost = true;
                    lost.incrementAndGet();
                }
                Loss loss = client ? lossAtCommit(connection, text) : null;
                if (!connection.lost || loss != null && loss.delivered) {
                    out.write(bytes, 0, n);
                }
            }
            if (connection.lost) {
                closed.await(); // the close of one side is not passed on to the other
            }
        } catch (IOException | InterruptedException ended) {
            return;
        }
    }

    private synchronized boolean isMarked(Connection connection, String text) {
        Mark wanted = mark;
        if (wanted != null && text.contains(wanted.text)) {
            mark = null;
            connection.untilLoss = wanted.writes;
        }
        return !text.isEmpty() && connection.untilLoss >= 0 && connection.untilLoss-- == 0;
    }

    /** Returns the loss if the client's text commits a change and that was to be lost. */
    private Loss lossAtCommit(Connection connection, String text) {
        connection.changes |= text.contains("insert into ipr_change");
        Loss loss = atCommit;
        if (loss == null || !connection.changes || !text.contains("COMMIT")) {
            return null;
        }
        atCommit = null;
        shut = loss.shut;
        connection.lost = true;
        lost.incrementAndGet();
        return loss;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "gate");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        closed.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
