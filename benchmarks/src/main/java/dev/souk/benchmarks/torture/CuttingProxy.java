package dev.souk.benchmarks.torture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a PostgreSQL server, passes every byte on, and cuts the connection at a chosen byte of a commit or of the
 * reply to it. Connections are closed and not reset, so that what was passed on before the cut is read.
 *
 * <p>Thread-safe. A cut is taken by one connection. Its thread for the way up writes {@code commit} before it passes the commit's last byte
 * on, and so before the reply can come, which its thread for the way down counts.
 */
final class CuttingProxy implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final InetSocketAddress server;
    private final ServerSocket door;
    private final AtomicReference<@Nullable Cut> armed = new AtomicReference<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile Where last = Where.NOT;
    private volatile Lengths seen = new Lengths(0, 0);

    /**
     * Where a connection is cut.
     *
     * @param after so many bytes, of the commit and then of the reply, are passed on; it is not cut if there are no more
     * @param refusals so many connections are refused after that
     */
    record Cut(int after, int refusals) {
        /** Not at all; it is only measured how long commit and reply are. */
        static final Cut NONE = new Cut(Integer.MAX_VALUE, 0);
    }

    /** How many bytes a commit and its reply have. */
    record Lengths(int commit, int reply) {}

    /** Where a cut was made. */
    enum Where {
        /** Nowhere yet. */
        NOT,
        /** The server has a part of the commit. */
        COMMIT,
        /** The server has all of the commit, and the client a part of the reply, or all of it and no connection any more. */
        REPLY
    }

    private CuttingProxy(InetSocketAddress server, ServerSocket door) {
        this.server = server;
        this.door = door;
    }

    /** Opens one before a server. */
    static CuttingProxy before(String host, int port) throws IOException {
        ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        CuttingProxy proxy = new CuttingProxy(new InetSocketAddress(host, port), door);
        daemon("cutting-proxy", proxy::accept);
        return proxy;
    }

    /** Where it listens, on loopback. */
    int port() {
        return door.getLocalPort();
    }

    /** The next commit is cut so. */
    void arm(Cut cut) {
        last = Where.NOT;
        armed.set(cut);
    }

    /** No commit is cut and no connection refused any more. */
    void disarm() {
        armed.set(null);
        refusals.set(0);
    }

    /** Where the last cut was made since it was armed. */
    Where last() {
        return last;
    }

    /** What the last commit had that the proxy was armed for, and as much of its reply as has come. */
    Lengths seen() {
        return seen;
    }

    @Override
    public void close() throws IOException {
        door.close();
        connections.forEach(Connection::close);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    client.close();
                } else {
                    Connection made = new Connection(client);
                    connections.add(made);
                    daemon("cutting-proxy-up", made::up);
                }
            }
        } catch (IOException closed) {
            // The end.
        }
    }

    /** A commit that goes through a connection, until the client says something after it. */
    private record Commit(Cut cut, int length, AtomicInteger replied) {
        /** How many bytes of the reply may pass. */
        int allowed() {
            return cut.after() - length;
        }
    }

    /** A connection of the client's, and the one to the server that goes with it. */
    private final class Connection {
        private final Socket client;
        private final Socket toServer = new Socket();
        private final CommitSpotter spotter = new CommitSpotter();
        private final AtomicBoolean closed = new AtomicBoolean();
        private volatile @Nullable Commit commit;

        Connection(Socket client) {
            this.client = client;
        }

        void up() {
            try {
                client.setTcpNoDelay(true);
                toServer.connect(server);
                toServer.setTcpNoDelay(true);
                daemon("cutting-proxy-down", this::down);
                InputStream in = client.getInputStream();
                OutputStream out = toServer.getOutputStream();
                byte[] buffer = new byte[BUFFER];
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    commit = null;
                    Cut mine = spotter.isCommit(buffer, length) ? armed.getAndSet(null) : null;
                    if (mine == null) {
                        out.write(buffer, 0, length);
                    } else {
                        passCommit(out, buffer, length, mine);
                    }
                }
            } catch (IOException gone) {
                // One side has gone; so does the other.
            }
            close();
        }

        private void passCommit(OutputStream out, byte[] buffer, int length, Cut mine) throws IOException {
            seen = new Lengths(length, 0);
            if (mine.after() < length) {
                out.write(buffer, 0, mine.after());
                cut(mine, Where.COMMIT);
                return;
            }
            if (mine.after() == length) {
                out.write(buffer, 0, length);
                cut(mine, Where.REPLY);
                return;
            }
            commit = new Commit(mine, length, new AtomicInteger());
            out.write(buffer, 0, length);
        }

        void down() {
            try {
                InputStream in = toServer.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] buffer = new byte[BUFFER];
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    Commit passing = commit;
                    if (passing == null) {
                        out.write(buffer, 0, length);
                    } else {
                        passReply(out, buffer, length, passing);
                    }
                }
            } catch (IOException gone) {
                // One side has gone; so does the other.
            }
            close();
        }

        private void passReply(OutputStream out, byte[] buffer, int length, Commit passing) throws IOException {
            int before = passing.replied().getAndAdd(length);
            seen = new Lengths(passing.length(), before + length);
            int left = passing.allowed() - before;
            if (left <= length) {
                // Before the last byte, so that whoever has it all finds the connection cut.
                last = Where.REPLY;
                refusals.set(passing.cut().refusals());
                out.write(buffer, 0, left);
                close();
            } else {
                out.write(buffer, 0, length);
            }
        }

        private void cut(Cut mine, Where where) {
            last = where;
            refusals.set(mine.refusals());
            close();
        }

        void close() {
            if (!closed.compareAndSet(false, true)) {
                return;
            }
            connections.remove(this);
            for (Socket side : new Socket[] {client, toServer}) {
                try {
                    side.close();
                } catch (IOException broken) {
                    // It is gone anyway.
                }
            }
        }
    }
}
