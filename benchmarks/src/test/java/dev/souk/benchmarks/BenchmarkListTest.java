package dev.souk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.Receipt;
import dev.souk.spi.limit.LimitDecision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BenchmarkListTest {
    @Test
    void theListThatJmhReadsNamesEveryBenchmark() throws IOException {
        try (InputStream list = getClass().getResourceAsStream("/META-INF/BenchmarkList")) {
            assertThat(list).as("META-INF/BenchmarkList").isNotNull();
            String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains("LimiterBenchmark", "KeyedLimiterBenchmark", "CallBenchmark");
        }
    }

    @Test
    void theLimiterBenchmarksMeasureWhatTheySay() {
        LimiterBenchmark benchmark = new LimiterBenchmark();
        benchmark.setUp();
        assertThat(benchmark.admittedSouk()).isInstanceOf(LimitDecision.Granted.class);
        assertThat(benchmark.admittedBucket4j()).isTrue();
        assertThat(benchmark.admittedResilience4j()).isTrue();
        assertThat(benchmark.admittedGuava()).isTrue();
        assertThat(benchmark.refusedSouk()).isInstanceOf(LimitDecision.Denied.class);
        assertThat(benchmark.refusedBucket4j()).isFalse();
        assertThat(benchmark.refusedResilience4j()).isFalse();
        assertThat(benchmark.refusedGuava()).isFalse();
    }

    @Test
    void theCallBenchmarkMeasuresACallThatIsAnsweredAndPaid() {
        CallBenchmark benchmark = new CallBenchmark();
        benchmark.setUp();
        try {
            assertThat(benchmark.callSouk()).isInstanceOf(Receipt.class);
            assertThat(benchmark.ledgerCommandSouk().replayed()).isFalse();
        } finally {
            benchmark.tearDown();
        }
    }
}
