package dev.souk.http;

import dev.souk.engine.Souk;
import dev.souk.http.internal.auth.KeyRing;
import dev.souk.http.internal.body.ExecuteBody;
import dev.souk.http.internal.body.Pace;
import dev.souk.http.internal.body.UploadSpace;
import dev.souk.http.internal.metrics.Meters;
import dev.souk.http.internal.rest.Door;
import dev.souk.http.internal.rest.JettyProblems;
import dev.souk.http.internal.rest.RequestCap;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The engine over HTTP, mounted in a host's Javalin. It answers under its own paths only: {@code /api/v2}, {@code /health/live},
 * {@code /health/ready} and {@code /metrics}, unless the settings say otherwise. What is wrong there is answered as RFC 9457 problems;
 * the host's own routes, and what they throw, stay the host's. The host's {@code before} handlers run for these paths too, its
 * {@code after} handlers only for what went well, so that its error pages do not take the place of the problems.
 *
 * <pre>{@code
 * Javalin.create(config -> {
 *     SoukHttp.builder(souk, keys).metrics(metrics).build().mount(config);
 *     config.routes.get("/hello", ctx -> ctx.result("the host's own"));
 * }).start(8080);
 * }</pre>
 *
 * <p>Thread-safe. It holds nothing that must be closed; stop the server first, then close the engine.
 *
 * @since 0.1
 */
public final class SoukHttp {
    private final Door api;
    private final Door operations;
    private final String pathPrefix;
    private final boolean ownsServer;

    private SoukHttp(Builder settings) {
        Meters meters = (settings.metrics == null ? SoukMetrics.prometheus() : settings.metrics).meters();
        KeyRing keys = settings.keys.ring();
        Pace pace = new Pace(settings.bodyGrace, settings.minBodyBytesPerSecond, System::nanoTime);
        this.api = Door.api(
                settings.souk,
                keys,
                meters,
                settings.pathPrefix,
                new ExecuteBody.Limits((int) settings.maxBodyBytes, settings.maxAttachmentBytes),
                new UploadSpace(settings.tempDirectory, settings.maxUploadBytes),
                new RequestCap(settings.maxRequests, settings.maxRequestsPerKey),
                pace);
        this.operations = Door.operations(settings.souk, keys, meters, pace);
        this.pathPrefix = settings.pathPrefix;
        this.ownsServer = settings.ownsServer;
    }

    /**
     * Begins an adapter.
     *
     * @param souk the engine that answers
     * @param keys who may call
     */
    public static Builder builder(Souk souk, ApiKeys keys) {
        return new Builder(souk, keys);
    }

    /**
     * Adds the routes to a Javalin that is being configured. Once for each configuration.
     *
     * @param config what {@code Javalin.create} hands out
     */
    public void mount(JavalinConfig config) {
        for (HandlerType method : HandlerType.commonHttp()) {
            config.routes.addHttpHandler(method, pathPrefix, api);
            config.routes.addHttpHandler(method, pathPrefix + "/*", api);
            operations.patterns().forEach(path -> config.routes.addHttpHandler(method, path, operations));
        }
        if (ownsServer) {
            config.routes.exception(
                    HttpResponseException.class, (fault, context) -> Door.refuse(context, fault.getStatus()));
            config.routes.exception(Exception.class, Door::fail);
            config.jetty.modifyServer(server -> server.setErrorHandler(new JettyProblems()));
        }
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        final Souk souk;
        final ApiKeys keys;
        String pathPrefix = "/api/v2";
        long maxBodyBytes = 2L << 20;
        long maxAttachmentBytes = 100_000_000;
        long maxUploadBytes = 2_000_000_000;
        long minBodyBytesPerSecond = 8 << 10;
        Duration bodyGrace = Duration.ofSeconds(30);
        int maxRequests = 200;
        int maxRequestsPerKey = 100;
        Path tempDirectory = Path.of(System.getProperty("java.io.tmpdir"));
        boolean ownsServer;

        @Nullable
        SoukMetrics metrics;

        private Builder(Souk souk, ApiKeys keys) {
            this.souk = souk;
            this.keys = keys;
        }

        /**
         * Where the API begins; {@code /api/v2} if nothing is said.
         *
         * @param pathPrefix a path of plain segments, such as {@code /souk}
         */
        public Builder pathPrefix(String pathPrefix) {
            this.pathPrefix = pathPrefix;
            return this;
        }

        /** The largest JSON body, and the largest {@code input} part of a multipart body, in bytes; 2 MiB by default. */
        public Builder maxBodyBytes(long bytes) {
            this.maxBodyBytes = bytes;
            return this;
        }

        /** The largest sum of a call's attachments in bytes; 100 MB by default. The engine has a limit of its own besides. */
        public Builder maxAttachmentBytes(long bytes) {
            this.maxAttachmentBytes = bytes;
            return this;
        }

        /**
         * The largest sum of the attachments of all calls that run at once, in bytes; 2 GB by default. A call that comes when it is
         * taken is answered with 503 and when to come again.
         */
        public Builder maxUploadBytes(long bytes) {
            this.maxUploadBytes = bytes;
            return this;
        }

        /**
         * How slowly a body may come; 8 KiB a second after 30 seconds by default. A client that is slower is answered with 408, and its
         * connection is closed; nothing was called. The idle timeout of the server may end it earlier.
         *
         * @param bytesPerSecond how much must come, on the average, after the grace; 1 to 1 GiB
         * @param grace how long a client may keep the server waiting in any case; more than nothing, at most an hour
         */
        public Builder minBodyRate(long bytesPerSecond, Duration grace) {
            this.minBodyBytesPerSecond = bytesPerSecond;
            this.bodyGrace = grace;
            return this;
        }

        /**
         * How many requests to the API may be under way at once, 200 by default, and how many of them with one key, 100 by default. One
         * more is answered with 503 ({@code no_worker_free}) or, if it is its key that has too many, with 429
         * ({@code too_many_in_flight}), and when to come again. Health and metrics are not counted.
         *
         * <p>Each request holds a thread of the server while its body comes and its call runs. So that health is answered whatever the
         * others do, the server needs some threads more than this; Javalin's own pool has 250, of which Jetty needs a few.
         *
         * @param all 1 to 100,000
         * @param perKey 1 to {@code all}
         */
        public Builder maxRequests(int all, int perKey) {
            this.maxRequests = all;
            this.maxRequestsPerKey = perKey;
            return this;
        }

        /** Where attachments are while their call runs; the system's directory for temporary files by default. */
        public Builder tempDirectory(Path directory) {
            this.tempDirectory = directory;
            return this;
        }

        /** Where requests are counted, and what {@code /metrics} shows; a Prometheus registry of its own if nothing is said. */
        public Builder metrics(SoukMetrics metrics) {
            this.metrics = metrics;
            return this;
        }

        /**
         * Says that the whole server is Souk's: then requests that never reach a route, because Jetty cannot read them or because no
         * route of anybody's has their path, are answered as problems too.
         */
        public Builder ownsServer() {
            this.ownsServer = true;
            return this;
        }

        /**
         * The adapter.
         *
         * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if the prefix is no path, a size, a rate or a number is out of its range,
         *     or the directory for temporary files is not there
         */
        public SoukHttp build() {
            if (!pathPrefix.matches("(/[A-Za-z0-9._~-]+)+")) {
                throw invalid("the prefix '" + pathPrefix + "' is not a path such as /api/v2");
            }
            if (maxBodyBytes < 1
                    || maxBodyBytes > 1L << 30
                    || maxAttachmentBytes < 1
                    || maxAttachmentBytes > maxUploadBytes
                    || maxUploadBytes > 1L << 50) {
                throw invalid("bodies of " + maxBodyBytes + ", attachments of " + maxAttachmentBytes
                        + " and uploads of " + maxUploadBytes + " bytes are out of range, or one call's attachments are"
                        + " larger than all together may be");
            }
            if (minBodyBytesPerSecond < 1
                    || minBodyBytesPerSecond > 1L << 30
                    || bodyGrace.isNegative()
                    || bodyGrace.isZero()
                    || bodyGrace.compareTo(Duration.ofHours(1)) > 0) {
                throw invalid("bodies of at least " + minBodyBytesPerSecond + " bytes a second after " + bodyGrace
                        + " are out of range; a rate is 1 byte to 1 GiB, and a grace at most an hour");
            }
            if (maxRequests < 1 || maxRequests > 100_000 || maxRequestsPerKey < 1 || maxRequestsPerKey > maxRequests) {
                throw invalid(maxRequests + " requests at once, " + maxRequestsPerKey
                        + " with one key, are out of range, or one key may have more than all together");
            }
            if (!Files.isDirectory(tempDirectory) || !Files.isWritable(tempDirectory)) {
                throw invalid("'" + tempDirectory + "' is not a directory to write to");
            }
            return new SoukHttp(this);
        }

        private static SoukException invalid(String message) {
            return new SoukException(ErrorCode.CONFIG_INVALID, message);
        }
    }
}
