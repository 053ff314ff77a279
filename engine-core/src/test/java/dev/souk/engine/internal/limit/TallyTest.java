package dev.souk.engine.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.limit.Limit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final long LENGTH = Duration.ofMillis(1).toNanos();

    private final Limit.Window window = new Limit.Window("window", 100, Duration.ofNanos(LENGTH));
    private final TimeRing moments = new TimeRing();

    @Test
    void aWindowKeepsNoMoreThanWhatCounts() {
        SlidingWindow tally = new SlidingWindow(window, moments);

        for (long now = 0; now < 10 * LENGTH; now += LENGTH / 10) {
            tally.adopt(window, now);
            tally.take(now, 0);
            assertThat(moments.size()).isLessThanOrEqualTo(10);
        }

        assertThat(moments.capacity()).isEqualTo(16);
    }

    @Test
    void leasesAreKeptNoLongerThanTheyCount() {
        Limit limit = Limit.inFlight("in-flight", 100);
        InFlightLeases tally = new InFlightLeases(moments);

        for (long now = 0; now < 1000; now++) {
            tally.adopt(limit, now);
            tally.take(now, now + 10);
            assertThat(moments.size()).isLessThanOrEqualTo(10);
        }

        assertThat(moments.capacity()).isEqualTo(16);
    }
}
