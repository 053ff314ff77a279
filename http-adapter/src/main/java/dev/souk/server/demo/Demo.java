package dev.souk.server.demo;

import dev.souk.engine.Souk;
import dev.souk.engine.call.AuditReport;
import dev.souk.jdbc.JdbcStore;
import dev.souk.server.text.Screen;
import dev.souk.spi.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Plays the scenes one after the other on one engine, and says at the end whether every claim held.
 *
 * @param screen where it is shown
 * @param plugins the directory with the three plugins
 * @param samples the directory with the files they work on
 * @param work an empty directory for the database
 * @param temporary whether it goes away at the end
 * @param ticker elapsed nanoseconds
 */
public record Demo(Screen screen, Path plugins, Path samples, Path work, boolean temporary, LongSupplier ticker) {
    private static final List<Scene> SCENES = List.of(
            new CatalogScene(),
            new TrialScene(),
            new PaidScene(),
            new BurstScene(),
            new PoorScene(),
            new FlakyScene(),
            new ReplayScene(),
            new StatementScene());

    /**
     * Plays it.
     *
     * @return whether everything held
     */
    public boolean play() {
        long start = ticker.getAsLong();
        Samples files = Samples.in(samples);
        Store store = JdbcStore.sqlite(work.resolve("souk.db"));
        try (Souk souk = Souk.builder()
                .store(store)
                .plugins(plugins)
                .agent(new FlakyAgent())
                .build()) {
            screen.line("An engine on " + store.description());
            Stage stage = new Stage(souk, screen, files);
            boolean finished = playAll(stage);
            return tell(stage, finished, start);
        }
    }

    private boolean playAll(Stage stage) {
        int number = 0;
        try {
            for (Scene scene : SCENES) {
                screen.gap();
                screen.line(screen.style().bold(++number + ". " + scene.title()));
                scene.play(stage);
            }
            return true;
        } catch (DemoFailedException broken) {
            stage.expect().that(String.valueOf(broken.getMessage()), false);
            return false;
        }
    }

    private boolean tell(Stage stage, boolean finished, long start) {
        AuditReport audit = stage.souk().credits().audit();
        boolean ok = finished && stage.expect().broken() == 0 && audit.isClean();
        Duration took = Duration.ofNanos(ticker.getAsLong() - start);
        screen.gap();
        screen.line((ok ? screen.style().tick() : screen.style().cross()) + " "
                + (stage.expect().checked() - stage.expect().broken()) + " of "
                + stage.expect().checked() + " claims held.");
        screen.line(
                temporary
                        ? "The database is removed now; to keep one and look at it: souk demo --keep DIR"
                        : "The database stays in " + work + "; look at it with --data " + work);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("calls", stage.calls());
        result.put("refused", stage.refused());
        result.put("failed", stage.failed());
        result.put("accounts", audit.accounts());
        result.put("postings", audit.postings());
        result.put("wrong", audit.wrong());
        result.put("seconds", took.toMillis() / 1_000.0);
        result.put("ok", ok);
        screen.result(result);
        return ok;
    }
}
