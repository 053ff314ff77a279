package dev.souk.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.LedgerView;
import dev.souk.engine.Souk;
import dev.souk.engine.config.SoukConfig;
import dev.souk.spi.Credits;
import dev.souk.spi.caller.TenantId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What came to collecting accounts by day follows from the journal, and a wrong sum is found. */
class CollectedByDayTest {
    @TempDir
    private Path directory;

    @Test
    void aSumThatIsNotTheJournalsIsFound() throws SQLException {
        Path file = directory.resolve("souk.db");
        try (Souk souk = Souk.builder()
                .store(JdbcStore.sqlite(file))
                .clock(() -> Instant.parse("2026-03-01T12:00:00Z"))
                .config(SoukConfig.builder()
                        .ledger(new SoukConfig.LedgerSettings(
                                10, 1, 10, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofHours(1)))
                        .build())
                .build()) {
            souk.tenants().register(new TenantId("acme"), null);
            souk.credits().deposit(new TenantId("acme"), Credits.parse("1"), null, "");
        }
        try (JdbcStore store = JdbcStore.sqliteReadOnly(file)) {
            assertThat(LedgerView.rebuild(store).findings()).isEmpty();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = connection.createStatement()) {
            sql.execute("INSERT INTO souk_collected_daily SELECT account, day, kind, 1 FROM souk_collected"
                    + " UNION SELECT account, day, kind, 1 FROM souk_collected_daily WHERE TRUE"
                    + " ON CONFLICT DO UPDATE SET amount = amount + 1");
        }
        try (JdbcStore store = JdbcStore.sqliteReadOnly(file)) {
            assertThat(LedgerView.rebuild(store).findings())
                    .containsExactly(
                            "platform-deposits says that -999999 came on 2026-03-01 for DEPOSIT, and the journal"
                                    + " makes it -1000000");
        }
    }
}
