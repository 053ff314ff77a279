package dev.souk.benchmarks.torture.simulation;

import dev.souk.engine.call.Call;
import dev.souk.spi.caller.Caller;
import java.time.Duration;
import java.util.Map;

/**
 * A call that somebody wants to make.
 *
 * @param tenant who pays
 * @param user who calls
 * @param device on which device
 * @param agent what is called
 * @param task what it is to do
 * @param key under which key; empty for none
 * @param timeoutMillis how long the caller waits; 0 for as long as the agent takes
 */
record Question(String tenant, String user, String device, String agent, String task, String key, int timeoutMillis) {
    Call call() {
        Call.Builder call =
                Call.to(agent).by(Caller.of(tenant, user).on(device)).input(Map.of("task", task));
        if (!key.isEmpty()) {
            call.idempotencyKey(key);
        }
        if (timeoutMillis > 0) {
            call.timeout(Duration.ofMillis(timeoutMillis));
        }
        return call.build();
    }

    /** The same key with another input. */
    Question otherwise() {
        return new Question(tenant, user, device, agent, task + "!", key, timeoutMillis);
    }

    /** What the books know it by. */
    String name() {
        return tenant + "/" + user + "/" + key;
    }
}
