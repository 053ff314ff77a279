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
                        "refused idempotency_in_progress",
                        "budget set",
                        "budget removed",
                        "no budget to remove",
                        "finished",
                        "refused budget_exhausted",
                        "a budget begins a period",
                        "a budget is less than what is gone of it",
                        "a call counts in several budgets",
                        "what was left of a past period went back",
                        "refunded in part",
                        "refunded whole",
                        "refunded before",
                        "error not_refundable",
                        "error refund_exceeds_payment",
                        "payout requested",
                        "payout requested before",
                        "payout approved",
                        "payout rejected",
                        "payout decided before",
                        "error publisher_not_found",
                        "error insufficient_earnings",
                        "error payout_not_found",
                        "error second_person_required",
                        "earnings became payable",
                        "what a publisher owed was taken from what is payable");
        if (kind != Place.Kind.POSTGRES) {
            assertThat(outcome.counters())
                    .containsKeys("failure reservation_expired", "a late answer became the platform's cost");
        }
    }
}
