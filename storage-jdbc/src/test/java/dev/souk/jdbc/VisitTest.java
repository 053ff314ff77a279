package dev.souk.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that is longer than what is fetched at once. */
class VisitTest {
    private static final int TRANSFERS = 2_500;

    @TempDir
    private Path directory;

    @Test
    void aLongJournalIsSeenWholeOnSqlite() {
        try (Store store = JdbcStore.sqlite(directory.resolve("souk.db"))) {
            assertSeenWhole(store);
        }
    }

    @Test
    void aLongJournalIsSeenWholeOnPostgres() {
        try (Store store = JdbcStore.postgres(PostgresServer.newDatabase().source())) {
            assertSeenWhole(store);
        }
    }

    private static void assertSeenWhole(Store store) {
        List<Transfer> transfers =
                IntStream.range(0, TRANSFERS).mapToObj(VisitTest::transfer).toList();
        store.ledger().<Object>transact(transaction -> {
            transaction.write(new LedgerChanges(List.of(), List.of(), List.of(), List.of(), transfers));
            return null;
        });

        assertThat(Books.totals(store)).isEqualTo(new Books.Totals(0, 0, TRANSFERS, List.of()));
        assertThat(store.ledger().account(AccountId.PLATFORM_FEES))
                .hasValueSatisfying(fees -> assertThat(fees.posted()).isEqualTo(3L * TRANSFERS));
    }

    private static Transfer transfer(int number) {
        return new Transfer(
                new TransferId("call/" + number),
                TransferKind.CALL,
                Books.NOON,
                null,
                "",
                List.of(
                        new Posting(AccountId.creditsOf(new TenantId("t" + number)), -3, 1, 0),
                        new Posting(AccountId.PLATFORM_FEES, 3, 0, 0)));
    }
}
