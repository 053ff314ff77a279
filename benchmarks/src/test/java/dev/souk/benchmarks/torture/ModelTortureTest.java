package dev.souk.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTortureTest {
    @ParameterizedTest
    @CsvSource({"MEMORY, 10000, 1000000", "SQLITE, 1000, 100000", "POSTGRES, 1000, 100000"})
    void everyStoreDoesWhatTheModelSays(Place.Kind kind, long few, long many) throws Exception {
        Outcome outcome = Runs.cleanly(new ModelTorture(), kind, few, many);
        assertThat(outcome.counters().keySet())
                .as("every outcome there is was seen, so no part of the model is idle")
                .contains(
                        "nothing",
                        "passed",
                        "changed",
                        "credited",
                        "credited before",
                        "error invalid_amount",
                        "error conflict",
                        "error tenant_not_found",
                        "admitted",
                        "receipt",
                        "receipt replayed",
                        "receipt trial calls",
                        "receipt trial calls replayed",
                        "failure agent_failed",
                        "failure agent_failed replayed",
                        "refused tenant_not_found",
                        "refused device_required",
                        "refused no_price",
                        "refused insufficient_credits",
                        "refused trial_used_up by user",
                        "refused trial_used_up by device",
                        "refused idempotency_key_reused",
                        "refused idempotency_in_progress");
        if (kind != Place.Kind.POSTGRES) {
            assertThat(outcome.counters()).containsKey("failure reservation_expired");
        }
    }
}
