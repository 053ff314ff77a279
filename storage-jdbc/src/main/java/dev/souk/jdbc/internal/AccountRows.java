package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Table;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/** The table of guarded accounts. */
final class AccountRows {
    static final String SELECT = "SELECT id, posted, held, sequence, link FROM souk_account ";
    static final RowMapper<Account> MAPPER = Rows.of(
            "souk_account",
            (row, context) -> new Account(
                    AccountId.parse(row.getString(1)),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getString(5)));
    static final Table<Account> TABLE = new Table<>(
            "souk_account",
            List.of("id", "posted", "held", "sequence", "link"),
            (row, account) -> row.text(account.id().toString())
                    .number(account.posted())
                    .number(account.held())
                    .number(account.sequence())
                    .text(account.link()));

    private AccountRows() {}
}
