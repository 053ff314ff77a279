package dev.souk.server.serve;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.UnresolvedAddressException;
import java.util.function.Consumer;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Opens the port that a server answers on. */
final class HttpPort {
    /** How many requests to the API are worked on at once: room for all workers of the engine, and as many bodies that still come. */
    static final int REQUESTS = 512;
    /** How many of them with one key: it may have all workers of the engine, but not every thread. */
    static final int REQUESTS_PER_KEY = REQUESTS / 2;

    /** Beyond those that work on requests: Jetty's own, and those that answer health. */
    private static final int OTHER_THREADS = 64;

    private static final int IDLE_THREADS = 8;
    private static final int IDLE_MILLIS = 60_000;
    private static final int FIRST_JDK_WITH_VIRTUAL_THREADS = 21;

    private HttpPort() {}

    /**
     * Starts Javalin. When it stops, requests that are under way are still answered.
     *
     * @param settings which address and port
     * @param routes adds the routes
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if the address cannot be bound
     */
    static Javalin open(ServerSettings settings, Consumer<JavalinConfig> routes) {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            if (Runtime.version().feature() >= FIRST_JDK_WITH_VIRTUAL_THREADS) {
                config.concurrency.useVirtualThreads = true;
            } else {
                config.jetty.threadPool = new QueuedThreadPool(REQUESTS + OTHER_THREADS, IDLE_THREADS, IDLE_MILLIS);
            }
            config.jetty.modifyServer(server -> {
                server.insertHandler(new GracefulHandler());
                server.setStopTimeout(StandaloneServer.LAST_ANSWERS.toMillis());
            });
            routes.accept(config);
        });
        try {
            return javalin.start(settings.host(), settings.port());
        } catch (RuntimeException fault) {
            javalin.stop();
            throw explained(settings, fault);
        }
    }

    /**
     * Finds out that the port is taken, before everything else is started for nothing. Somebody may take it later: {@link #open} is what
     * decides.
     *
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if the address cannot be bound
     */
    static void requireFree(ServerSettings settings) {
        try (ServerSocket probe = new ServerSocket()) {
            InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
            if (address.isUnresolved()) {
                throw new UnresolvedAddressException();
            }
            probe.bind(address);
        } catch (IOException | UnresolvedAddressException fault) {
            throw explained(settings, new IllegalStateException("the port cannot be opened", fault));
        }
    }

    private static RuntimeException explained(ServerSettings settings, RuntimeException fault) {
        String where = settings.host() + ":" + settings.port();
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new SoukException(
                        ErrorCode.CONFIG_INVALID,
                        where + " cannot be bound (" + cause.getMessage() + "); is another server there? Choose another"
                                + " port with --port, or 0 for any that is free",
                        fault);
            }
            if (cause instanceof UnresolvedAddressException) {
                return new SoukException(
                        ErrorCode.CONFIG_INVALID, settings.host() + " is not an address of this machine", fault);
            }
        }
        return fault;
    }

    /** The URL of a server that binds to this address. */
    static String url(String host, int port) {
        String shown = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return "http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + port;
    }
}
