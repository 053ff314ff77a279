package dev.souk.server.serve;

import dev.souk.spi.store.EngineName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * What a server is called among those that share its database: its machine and its port, which no other server has at the same time and
 * which are the same when it starts again.
 */
public final class EngineNames {
    private EngineNames() {}

    /**
     * The name of a server on this machine.
     *
     * @param port its port; 0 for any that is free, which tells nothing
     * @return null if there is none that is likely to be its own
     */
    public static @Nullable EngineName ofThisMachine(int port) {
        try {
            return of(InetAddress.getLocalHost().getHostName(), port);
        } catch (UnknownHostException nameless) {
            return null;
        }
    }

    /** The name of a server on this machine; every machine is {@code localhost} to itself. */
    static @Nullable EngineName of(String machine, int port) {
        if (port == 0 || machine.isEmpty() || machine.startsWith("localhost")) {
            return null;
        }
        try {
            return new EngineName(machine + ":" + port);
        } catch (IllegalArgumentException odd) {
            return null;
        }
    }
}
