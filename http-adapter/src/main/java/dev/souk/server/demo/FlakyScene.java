package dev.souk.server.demo;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.server.text.Column;
import dev.souk.server.text.Table;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.TenantId;
import java.util.Map;

/** An agent that fails and is tried again: charged once, or not at all. */
final class FlakyScene implements Scene {
    private static final Caller FAY = Caller.of("fondouk", "fay");

    @Override
    public String title() {
        return "Faults: an agent that fails twice and then succeeds, and one that never does";
    }

    @Override
    public void play(Stage stage) {
        TenantId tenant = stage.tenant("fondouk", "basic", "1");
        Credits start = stage.available(tenant);
        Receipt receipt = stage.receipt(greeting(3));
        Credits afterOne = stage.available(tenant);
        CallResult hopeless = stage.call(greeting(99));
        Table table = Table.of(
                Column.left("call"),
                Column.left("outcome"),
                Column.right("attempts"),
                Column.right("charge"),
                Column.right("balance"));
        table.row("fails twice", "answered", receipt.attempts(), receipt.charge(), receipt.balance());
        if (hopeless instanceof Failure failure) {
            table.row("fails always", failure.code().id(), failure.attempts(), "0", stage.available(tenant));
        }
        stage.screen().table(table);
        stage.expect().same("the first was tried three times", 3, receipt.attempts());
        stage.expect().same("and charged once", start.minus(receipt.charge()), afterOne);
        stage.expect()
                .that(
                        "the second was given up after three attempts, as a passing fault of the agent",
                        hopeless instanceof Failure failure
                                && failure.code() == ErrorCode.AGENT_TEMPORARILY_FAILED
                                && failure.attempts() == 3);
        stage.expect().same("and cost nothing", afterOne, stage.available(tenant));
    }

    private static Call.Builder greeting(int succeedsAt) {
        return Call.to(FlakyAgent.ID).by(FAY).input(Map.of("name", "Fay", "succeedsAt", succeedsAt));
    }
}
