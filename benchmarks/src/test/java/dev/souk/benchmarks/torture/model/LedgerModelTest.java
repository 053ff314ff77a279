package dev.souk.benchmarks.torture.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.benchmarks.torture.model.LedgerModel.FailedHistory;
import dev.souk.engine.SoukBuilder;
import dev.souk.spi.store.Store;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerModelTest {
    private static final long SEED = 20_260_101;

    @ParameterizedTest
    @EnumSource
    void aStoreThatIsWrongInOneWayIsFoundAndTheShortestHistoryShown(WrongStore wrong) throws Exception {
        Callable<Store> stores = () -> wrong.around(SoukBuilder.newMemoryStore());
        FailedHistory failed = new LedgerModel(stores, 250, true)
                .run(SEED, 500, done -> {})
                .failure()
                .orElseThrow();
        assertThat(failed.steps()).hasSizeLessThanOrEqualTo(6);
        assertThat(failed.toString())
                .contains("seed " + failed.seed(), failed.steps().get(0), "model:", "engine:");

        FailedHistory again = new LedgerModel(stores, 250, true)
                .run(failed.seed(), 1, done -> {})
                .failure()
                .orElseThrow();
        assertThat(again).isEqualTo(failed);
    }
}
