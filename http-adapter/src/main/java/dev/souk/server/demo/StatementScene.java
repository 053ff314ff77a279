package dev.souk.server.demo;

import dev.souk.engine.call.AuditReport;
import dev.souk.server.text.Amounts;
import dev.souk.server.text.Column;
import dev.souk.server.text.Table;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.Unit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where every micro went. */
final class StatementScene implements Scene {
    private static final int PAGE = 1_000;

    @Override
    public String title() {
        return "The books: each tenant's and each trial's statement, every account's balance, and that nothing appeared or was lost";
    }

    @Override
    public void play(Stage stage) {
        List<Account> accounts = stage.souk().credits().accounts(null, PAGE);
        Table lines = Table.of(
                Column.left("account"),
                Column.right("no."),
                Column.left("what"),
                Column.right("amount"),
                Column.right("balance"),
                Column.left("for"));
        boolean continuous = true;
        for (Account account : accounts) {
            if (account.id().isGuarded()) {
                continuous &= statement(stage, account, lines);
            }
        }
        stage.screen().table(lines);
        balances(stage, accounts);
        AuditReport audit = stage.souk().credits().audit();
        stage.say(audit.postings() + " postings of " + audit.transfers() + " transfers on " + audit.accounts()
                + " accounts were added up again.");
        audit.findings().forEach(stage::say);
        stage.expect().that("each statement runs without a gap from zero to the account's balance", continuous);
        stage.expect().same("the whole journal agrees with the accounts", 0L, audit.wrong());
    }

    /** Adds an account's statement, the oldest line first, and says whether it leads from zero to its balance. */
    private static boolean statement(Stage stage, Account account, Table table) {
        List<StatementLine> newestFirst = stage.souk().credits().statement(account.id(), Long.MAX_VALUE, PAGE);
        long balance = 0;
        boolean continuous = true;
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            StatementLine line = newestFirst.get(i);
            balance += line.posting().amount();
            continuous &= balance == line.posting().balance();
            Unit unit = account.id().unit();
            table.row(
                    account.id(),
                    line.posting().sequence(),
                    line.kind().name().toLowerCase(Locale.ROOT),
                    Amounts.of(unit, line.posting().amount()),
                    Amounts.of(unit, line.posting().balance()),
                    line.execution().map(ExecutionId::value).orElse(line.memo()));
        }
        return continuous && balance == account.posted();
    }

    private static void balances(Stage stage, List<Account> accounts) {
        Map<Unit, Long> sums = new EnumMap<>(Unit.class);
        Table table =
                Table.of(Column.left("account"), Column.left("unit"), Column.right("balance"), Column.right("held"));
        for (Account account : accounts) {
            Unit unit = account.id().unit();
            sums.merge(unit, account.posted(), Math::addExact);
            table.row(
                    account.id(),
                    Amounts.name(unit),
                    Amounts.of(unit, account.posted()),
                    Amounts.of(unit, account.held()));
        }
        sums.forEach((unit, sum) -> table.row("SUM", Amounts.name(unit), Amounts.of(unit, sum), ""));
        stage.screen().table(table);
        stage.expect()
                .that(
                        "all balances sum to zero, in credits and in trial calls",
                        sums.values().stream().allMatch(sum -> sum == 0));
        stage.expect().that("nothing is held any more", accounts.stream().allMatch(account -> account.held() == 0));
    }
}
