package dev.souk.spi.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {
    @Test
    void aMinuteAndAnHourAreWindows() {
        assertThat(Limit.perMinute("m", 5)).isEqualTo(new Limit.Window("m", 5, Duration.ofMinutes(1)));
        assertThat(Limit.perHour("h", 5)).isEqualTo(new Limit.Window("h", 5, Duration.ofHours(1)));
        assertThat(Limit.inFlight("f", 5)).isEqualTo(new Limit.InFlight("f", 5));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1_000_001, Long.MAX_VALUE})
    void permitsAreOneToAMillion(long permits) {
        assertThatThrownBy(() -> Limit.perMinute("m", permits)).hasMessageContainingAll("'m'", "" + permits);
        assertThatThrownBy(() -> Limit.inFlight("f", permits)).hasMessageContaining("'f'");
    }

    @Test
    void aWindowIsAMillisecondToAMonth() {
        Duration shortest = Duration.ofMillis(1);
        Duration longest = Duration.ofDays(31);
        assertThat(new Limit.Window("w", 1, shortest).length()).isEqualTo(shortest);
        assertThat(new Limit.Window("w", 1_000_000, longest).length()).isEqualTo(longest);
        assertThatThrownBy(() -> new Limit.Window("w", 1, shortest.minusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limit.Window("w", 1, longest.plusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameIsShort() {
        assertThatThrownBy(() -> Limit.inFlight(" ", 1)).hasMessageContaining("1 to 64");
        assertThatThrownBy(() -> Limit.inFlight("n".repeat(65), 1)).hasMessageContaining("1 to 64");
    }

    @Test
    void aHolderIsBounded() {
        Limit limit = Limit.inFlight("f", 1);
        assertThat(new LimitRequest("h".repeat(LimitRequest.MAX_HOLDER), limit).limit())
                .isEqualTo(limit);
        assertThatThrownBy(() -> new LimitRequest("", limit)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LimitRequest("h".repeat(513), limit)).hasMessageContaining("513");
    }
}
