package dev.souk.server.demo;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.spi.Credits;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.TenantId;
import java.util.Map;

/** The same call sent twice. */
final class ReplayScene implements Scene {
    private static final Caller GUS = Caller.of("ghorfa", "gus");

    @Override
    public String title() {
        return "Sent twice: the same idempotency key gives the first answer again";
    }

    @Override
    public void play(Stage stage) {
        TenantId tenant = stage.tenant("ghorfa", "basic", "1");
        Receipt first = stage.receipt(greeting("Gus"));
        Credits afterOne = stage.available(tenant);
        Receipt again = stage.receipt(greeting("Gus"));
        CallResult other = stage.call(greeting("Gustav"));
        stage.say("first   " + first.executionId() + "  charge " + first.charge());
        stage.say("again   " + again.executionId() + "  replayed, balance " + stage.available(tenant));
        stage.say("changed " + Stage.describe(other));
        stage.expect().same("the second answer is the first one", first.executionId(), again.executionId());
        stage.expect().that("it says that it is a replay", again.replayed() && !first.replayed());
        stage.expect().same("nothing was charged for it", afterOne, stage.available(tenant));
        stage.expect().that("the same key with another input is refused", other instanceof Refusal.KeyReused);
    }

    private static Call.Builder greeting(String name) {
        return Call.to(FlakyAgent.ID)
                .by(GUS)
                .input(Map.of("name", name, "succeedsAt", 1))
                .idempotencyKey("order-4711");
    }
}
