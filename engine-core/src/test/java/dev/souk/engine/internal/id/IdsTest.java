package dev.souk.engine.internal.id;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.support.ManualTime;
import dev.souk.spi.ledger.ExecutionId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {
    private final ManualTime time = new ManualTime();

    @Test
    void laterIdsSortBehindEarlierOnes() {
        Ids ids = new Ids(time.clock(), new Random(1));
        ExecutionId before = ids.execution();
        for (int i = 0; i < 1_000; i++) {
            time.advance(Duration.ofMillis(1));
            ExecutionId after = ids.execution();
            assertThat(after).isGreaterThan(before);
            before = after;
        }
    }

    @Test
    void idsOfTheSameMomentDiffer() {
        Ids ids = new Ids(time.clock(), new Random(1));
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.ulid());
        }
        assertThat(made).hasSize(10_000);
    }

    @Test
    void theSameClockAndTheSameChanceMakeTheSameIds() {
        assertThat(new Ids(time.clock(), new Random(5)).execution())
                .isEqualTo(new Ids(time.clock(), new Random(5)).execution());
    }

    @Test
    void theBeginningIsTheTimeInCrockfordsAlphabet() {
        Ids epoch = new Ids(() -> Instant.EPOCH, new Random(1));
        assertThat(epoch.ulid()).startsWith("0000000000").hasSize(26);
        Ids later = new Ids(() -> Instant.ofEpochMilli(31), new Random(1));
        assertThat(later.ulid()).startsWith("000000000Z");
        Ids last = new Ids(() -> Instant.ofEpochMilli((1L << 48) - 1), new Random(1));
        assertThat(last.ulid()).startsWith("7ZZZZZZZZZ");
    }
}
