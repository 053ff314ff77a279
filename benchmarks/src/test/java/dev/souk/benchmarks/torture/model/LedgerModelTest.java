package dev.souk.benchmarks.torture.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.benchmarks.torture.model.LedgerModel.FailedHistory;
import dev.souk.benchmarks.torture.model.LedgerModel.Report;
import dev.souk.engine.SoukBuilder;
import dev.souk.jdbc.JdbcStore;
import dev.souk.spi.store.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerModelTest {
    /** Another one in each build would find more; but then a build could fail for what somebody else changed. */
    private static final long SEED = 20_260_101;

    private static Report run(long histories, Callable<Store> stores) throws Exception {
        Report report = new LedgerModel(stores).run(SEED, histories, done -> {});
        assertThat(report.failure()).isEmpty();
        assertThat(report.histories()).isEqualTo(histories);
        return report;
    }

    @Test
    void theMemoryStoreDoesWhatTheModelSays() throws Exception {
        Report report = run(10_000, SoukBuilder::newMemoryStore);
        assertThat(report.outcomes().keySet())
                .as("every outcome there is was seen, so no part of the model is idle")
                .containsExactlyInAnyOrder(
                        "nothing",
                        "passed",
                        "changed",
                        "credited",
                        "credited before",
                        "error invalid_amount",
                        "error conflict",
                        "error tenant_not_found",
                        "admitted",
                        "receipt",
                        "receipt replayed",
                        "receipt trial calls",
                        "receipt trial calls replayed",
                        "failure agent_failed",
                        "failure agent_failed replayed",
                        "failure reservation_expired",
                        "failure reservation_expired replayed",
                        "refused tenant_not_found",
                        "refused device_required",
                        "refused no_price",
                        "refused insufficient_credits",
                        "refused trial_used_up by user",
                        "refused trial_used_up by device",
                        "refused idempotency_key_reused",
                        "refused idempotency_in_progress");
    }

    @Test
    void sqliteDoesWhatTheModelSays(@TempDir Path disk) throws Exception {
        // What survives a crash is tried elsewhere; here a disk would only be slow.
        Path memory = Path.of("/dev/shm");
        Path directory = Files.createTempDirectory(Files.isWritable(memory) ? memory : disk, "souk-model-");
        try {
            AtomicInteger made = new AtomicInteger();
            run(1_000, () -> JdbcStore.sqlite(directory.resolve("model-" + made.incrementAndGet() + ".db")));
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    void postgresDoesWhatTheModelSays() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            AtomicInteger made = new AtomicInteger();
            run(1_000, () -> {
                String name = "model_" + made.incrementAndGet();
                try (Connection connection = server.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + name);
                }
                return JdbcStore.postgres(server.getJdbcUrl("postgres", name), "postgres", "postgres");
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStoreThatIsWrongInOneWayIsFoundAndTheShortestHistoryShown(WrongStore wrong) throws Exception {
        Callable<Store> stores = () -> wrong.around(SoukBuilder.newMemoryStore());
        FailedHistory failed = new LedgerModel(stores)
                .run(SEED, 500, done -> {})
                .failure()
                .orElseThrow();
        assertThat(failed.steps()).hasSizeLessThanOrEqualTo(4);
        assertThat(failed.toString()).contains("seed " + failed.seed(), failed.steps().get(0), "model:", "engine:");

        FailedHistory again = new LedgerModel(stores)
                .run(failed.seed(), 1, done -> {})
                .failure()
                .orElseThrow();
        assertThat(again).isEqualTo(failed);
    }
}
