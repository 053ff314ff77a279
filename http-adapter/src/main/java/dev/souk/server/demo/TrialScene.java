package dev.souk.server.demo;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.server.text.Column;
import dev.souk.server.text.Table;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.TenantId;
import java.util.List;

/** Three calls for nothing, and what is said to the fourth. */
final class TrialScene implements Scene {
    private static final Caller ANN = Caller.of("bazaar", "ann").on("anns-laptop");

    @Override
    public String title() {
        return "The trial: three calls over all agents, and the fourth is told what to buy";
    }

    @Override
    public void play(Stage stage) {
        stage.souk().tenants().register(new TenantId("bazaar"), null);
        List<Call.Builder> calls = stage.samples().oneForEachAgent(ANN);
        Table table = Table.of(
                Column.left("agent"),
                Column.wrapped("answer", 62),
                Column.right("ms"),
                Column.right("charge"),
                Column.right("trial left"));
        long left = calls.size();
        boolean countsDown = true;
        boolean free = true;
        for (Call.Builder call : calls) {
            Receipt receipt = stage.receipt(call);
            left--;
            countsDown &= receipt.trialCallsLeft().orElse(-1) == left;
            free &= receipt.charge().isZero();
            table.row(
                    receipt.agent(),
                    Samples.gist(receipt),
                    receipt.duration().toMillis(),
                    receipt.charge(),
                    receipt.trialCallsLeft().orElse(-1));
        }
        stage.screen().table(table);
        stage.expect().that("three trial calls were answered, each for nothing", free);
        stage.expect().that("each used one of three trial calls", countsDown);
        fourth(stage);
    }

    private static void fourth(Stage stage) {
        CallResult fourth = stage.call(stage.samples().summary(ANN));
        stage.say("The fourth: "
                + (fourth instanceof Refusal refusal ? refusal.code().id() : "not refused"));
        if (!(fourth instanceof Refusal.TrialUsedUp usedUp)) {
            stage.expect().that("the fourth call is refused, not " + Stage.describe(fourth), false);
            return;
        }
        Table offers = Table.of(
                Column.left("plan"),
                Column.right("calls per minute"),
                Column.right("per hour"),
                Column.right("at once"),
                Column.right("credits per call"));
        usedUp.offers()
                .forEach(plan -> offers.row(
                        plan.id(),
                        plan.requestsPerMinute(),
                        plan.requestsPerHour(),
                        plan.callsInFlight(),
                        plan.price().map(Object::toString).orElse("-")));
        stage.screen().table(offers);
        stage.expect()
                .that(
                        "the fourth call is refused, and says what can be bought",
                        !usedUp.offers().isEmpty());
        CallResult otherUser =
                stage.call(stage.samples().summary(Caller.of("bazaar", "bob").on("anns-laptop")));
        stage.expect()
                .that(
                        "a new user on the same device gets no second trial",
                        otherUser instanceof Refusal.TrialUsedUp device
                                && device.by().equals("device"));
    }
}
