package dev.souk.server.demo;

import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Refusal;
import dev.souk.spi.Credits;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.TenantId;

/** A call that the tenant cannot pay. */
final class PoorScene implements Scene {
    @Override
    public String title() {
        return "Too little money: the call is refused before the agent is asked";
    }

    @Override
    public void play(Stage stage) {
        TenantId tenant = stage.tenant("earthenware", "elite", "0.2");
        CallResult result = stage.call(stage.samples().summary(Caller.of("earthenware", "emil")));
        stage.say(Stage.describe(result));
        stage.expect()
                .that(
                        "the refusal names what the call may cost and what is there",
                        result instanceof Refusal.InsufficientCredits no
                                && no.required().equals(Credits.parse("0.2375"))
                                && no.available().equals(Credits.parse("0.2")));
        stage.expect().same("nothing was taken", Credits.parse("0.2"), stage.available(tenant));
    }
}
