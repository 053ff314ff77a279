package dev.souk.server.serve;

import dev.souk.engine.Souk;
import dev.souk.engine.SoukBuilder;
import dev.souk.engine.config.SoukConfig;
import dev.souk.http.ApiKeys;
import dev.souk.http.SoukHttp;
import dev.souk.http.SoukMetrics;
import dev.souk.server.data.KeySecret;
import dev.souk.server.data.LedgerKey;
import dev.souk.server.data.ServerNote;
import dev.souk.server.log.CallLog;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.store.Store;
import io.javalin.Javalin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server. It owns the engine, the store and the port.
 *
 * <p>Thread-safe. {@link #close()} takes no new calls, lets the running ones end and be answered, and then lets go of all three.
 */
public final class StandaloneServer implements AutoCloseable {
    /** The longest that answers of calls that have ended may take to be written. */
    static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    private static final Duration LONGEST_RECOVERY = SoukConfig.defaults().recoveryInterval();

    private static final Logger LOG = LoggerFactory.getLogger(StandaloneServer.class);
    private static final TenantId ADMIN_TENANT = new TenantId("admin");
    private static final UserId ADMIN_USER = new UserId("admin");

    private final Souk souk;
    private final ApiKeys keys;
    private final Javalin javalin;
    private final String url;
    private final String storeDescription;
    private final Path note;

    private StandaloneServer(Souk souk, ApiKeys keys, Javalin javalin, String url, String storeDescription, Path note) {
        this.souk = souk;
        this.keys = keys;
        this.javalin = javalin;
        this.url = url;
        this.storeDescription = storeDescription;
        this.note = note;
    }

    /**
     * Starts a server, which answers when this returns.
     *
     * @param settings with what
     * @param clock the time that is recorded
     * @param random where keys and secrets come from
     * @throws SoukException if the store, the plans, the secret or the address cannot be used; nothing is left open then
     */
    public static StandaloneServer start(ServerSettings settings, InstantSource clock, SecureRandom random) {
        Store store = settings.store().open();
        AutoCloseable open = store;
        try {
            HttpPort.requireFree(settings);
            ApiKeys keys = new ApiKeys(
                    store.apiKeys(),
                    KeySecret.of(settings.store().data(), settings.keySecretOrNull(), random),
                    clock,
                    random);
            SoukMetrics metrics = SoukMetrics.prometheus();
            Souk souk = engine(settings, store, metrics, clock);
            open = souk;
            SoukHttp http = SoukHttp.builder(souk, keys)
                    .metrics(metrics)
                    .tempDirectory(
                            UploadDirectory.prepare(settings.store().data().uploads(), clock.instant()))
                    .maxRequests(HttpPort.REQUESTS, HttpPort.REQUESTS_PER_KEY)
                    .ownsServer()
                    .build();
            Javalin javalin = HttpPort.open(settings, http::mount);
            String url = HttpPort.url(settings.host(), javalin.port());
            Path note = settings.store().data().serverNote();
            leave(new ServerNote(url, ProcessHandle.current().pid()), note);
            return new StandaloneServer(souk, keys, javalin, url, store.description(), note);
        } catch (RuntimeException fault) {
            closeQuietly(open);
            throw fault;
        }
    }

    private static Souk engine(ServerSettings settings, Store store, SoukMetrics metrics, InstantSource clock) {
        SoukBuilder builder = Souk.builder()
                .store(store)
                .clock(clock)
                .ledgerKey(LedgerKey.of(settings.store().data()))
                .config(config(settings))
                .listener(metrics)
                .listener(new CallLog());
        settings.plugins().forEach(builder::plugins);
        if (settings.plansOrNull() != null) {
            builder.plans(settings.plansOrNull());
        }
        return builder.build();
    }

    private static SoukConfig config(ServerSettings settings) {
        SoukConfig.Builder config = SoukConfig.builder()
                .drainTimeout(settings.drain())
                .lease(settings.lease())
                .holdBackDays(settings.holdBackDays());
        if (settings.lease().compareTo(LONGEST_RECOVERY) < 0) {
            config.recoveryInterval(settings.lease());
        }
        if (settings.engineNameOrNull() != null) {
            config.engineName(settings.engineNameOrNull().value());
        }
        return config.build();
    }

    private static void leave(ServerNote server, Path note) {
        try {
            server.write(note);
        } catch (IOException fault) {
            LOG.warn("{} cannot be written, so other commands cannot tell who runs here: {}", note, fault.toString());
        }
    }

    private static void closeQuietly(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception alsoFailed) {
            LOG.warn("Closing after a failed start failed as well: {}", alsoFailed.toString());
        }
    }

    /** Where it answers. */
    public String url() {
        return url;
    }

    /** How many agents can be called. */
    public int agents() {
        return souk.agents().all().size();
    }

    /** What is kept where. */
    public String storeDescription() {
        return storeDescription;
    }

    /**
     * Makes the first admin key, unless there is one that still opens anything.
     *
     * @return the key's text, which cannot be had again; empty if there is an admin key already
     */
    public Optional<String> firstAdminKey() {
        if (keys.hasAdmin()) {
            return Optional.empty();
        }
        souk.tenants().register(ADMIN_TENANT, null);
        return Optional.of(keys.issue(ADMIN_TENANT, ADMIN_USER, true, "made at the first start")
                .text());
    }

    @Override
    public void close() {
        souk.close();
        javalin.stop();
        try {
            Files.deleteIfExists(note);
        } catch (IOException fault) {
            throw new SoukException(ErrorCode.INTERNAL, note + " cannot be removed", fault);
        }
    }
}
