package dev.souk.server.demo;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.Receipt;
import dev.souk.server.text.Amounts;
import dev.souk.server.text.Column;
import dev.souk.server.text.Table;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;

/** A deposit, and calls that are paid for. */
final class PaidScene implements Scene {
    /** The publisher's share of what an agent asks, in percent, as the engine has it by default. */
    static final int PUBLISHER_PERCENT = 80;

    private static final Caller CARL = Caller.of("caravan", "carl");

    @Override
    public String title() {
        return "On a plan: a deposit, and what each call costs";
    }

    @Override
    public void play(Stage stage) {
        TenantId tenant = stage.tenant("caravan", "basic", "1");
        Credits planPrice = stage.souk().tenants().plans().plans().stream()
                .filter(plan -> plan.id().value().equals("basic"))
                .flatMap(plan -> plan.price().stream())
                .findFirst()
                .orElseThrow();
        stage.say("caravan takes the plan basic and pays in 1 credit.");
        Table table = Table.of(
                Column.left("agent"),
                Column.right("plan"),
                Column.right("agent asks"),
                Column.right("charge"),
                Column.right("to publisher"),
                Column.right("to platform"),
                Column.right("balance"));
        boolean exact = true;
        Credits before = stage.available(tenant);
        for (Call.Builder call : stage.samples().oneForEachAgent(CARL)) {
            Receipt receipt = stage.receipt(call);
            Credits asked = asks(stage, receipt.agent());
            Credits charge = planPrice.plus(asked);
            Credits share = Credits.ofMicros(asked.micros() * PUBLISHER_PERCENT / 100);
            exact &= receipt.charge().equals(charge) && receipt.balance().equals(before.minus(charge));
            before = receipt.balance();
            table.row(
                    receipt.agent(),
                    Amounts.credits(planPrice),
                    Amounts.credits(asked),
                    Amounts.credits(receipt.charge()),
                    Amounts.credits(share),
                    Amounts.credits(receipt.charge().minus(share)),
                    Amounts.credits(receipt.balance()));
        }
        stage.screen().table(table);
        stage.expect().that("each call cost the plan's price and what its agent asks, to the micro", exact);
        stage.expect().same("the balance is what the last receipt says", before, stage.available(tenant));
        sharesAddUp(stage);
    }

    /** Until now nobody else has paid, so publisher and platform together have exactly what caravan has paid. */
    private static void sharesAddUp(Stage stage) {
        long asked = Samples.AGENTS.stream()
                .mapToLong(agent -> asks(stage, new AgentId(agent)).micros() * PUBLISHER_PERCENT / 100)
                .sum();
        stage.expect()
                .same(
                        "the publisher has " + PUBLISHER_PERCENT + " % of what its agents asked",
                        Credits.ofMicros(asked),
                        posted(stage, AccountId.earningsOf("souk")));
        Credits paid = Credits.parse("1").minus(stage.available(new TenantId("caravan")));
        stage.expect()
                .same(
                        "the platform has the rest",
                        paid.minus(Credits.ofMicros(asked)),
                        posted(stage, AccountId.PLATFORM_FEES));
    }

    private static Credits asks(Stage stage, AgentId agent) {
        return stage.souk()
                .agents()
                .find(agent, null)
                .flatMap(info -> info.descriptor().pricing())
                .orElseThrow()
                .atMost();
    }

    private static Credits posted(Stage stage, AccountId account) {
        return Credits.ofMicros(
                stage.souk().credits().account(account).map(Account::posted).orElse(0L));
    }
}
