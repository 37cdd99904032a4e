package org.iprestriction.fleet;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
    private final CountDownLatch closed = new CountDownLatch(1);

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
                daemon(() -> pump(client, server, connection, true));
                daemon(() -> pump(server, client, connection, false));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private static final class Connection {
        private volatile boolean lost;
    }

    private void pump(Socket from, Socket to, Connection connection, boolean client) {
        byte[] bytes = new byte[65_536];
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (client && untilLoss.decrementAndGet() == 0) {
                    connection.lost = true;
                    lost.incrementAndGet();
                }
                if (!connection.lost) {
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
