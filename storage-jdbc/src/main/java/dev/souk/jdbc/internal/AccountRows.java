package dev.souk.jdbc.internal;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table of guarded accounts. */
final class AccountRows {
    static final RowMapper<Account> MAPPER = Rows.of(
            "souk_account",
            (row, context) ->
                    new Account(AccountId.parse(row.getString(1)), row.getLong(2), row.getLong(3), row.getLong(4)));

    private static final String INSERT = "INSERT INTO souk_account (posted, held, sequence, id) VALUES (?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE souk_account SET posted = ?, held = ?, sequence = ? WHERE id = ?";

    private AccountRows() {}

    static void insert(Handle handle, List<Account> accounts) {
        Batches.run(handle, INSERT, accounts, AccountRows::bind);
    }

    static void update(Handle handle, List<Account> accounts) {
        Batches.runOnEach(handle, UPDATE, accounts, AccountRows::bind, account -> account.id() + " is not there");
    }

    private static void bind(PreparedBatch batch, Account account) {
        batch.bind(0, account.posted())
                .bind(1, account.held())
                .bind(2, account.sequence())
                .bind(3, account.id().toString());
    }
}
