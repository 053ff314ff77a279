package dev.souk.engine.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.limit.Limit;
import dev.souk.spi.limit.LimitDecision;
import dev.souk.spi.limit.LimitDecision.Denied;
import dev.souk.spi.limit.LimitDecision.Granted;
import dev.souk.spi.limit.LimitRequest;
import dev.souk.spi.limit.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The store against a naive oracle, over random steps and random time. */
class LimitStorePropertyTest {
    private static final long MILLI = 1_000_000;

    /** One thing that happens. */
    sealed interface Event {
        /** Asks for these counters, a bit each, under limits so much larger and longer than usual. */
        record Acquire(int counters, int morePermits, int moreMillis, long leaseNanos) implements Event {}

        /** Moves the time. */
        record Advance(long nanos) implements Event {}

        /** Ends one of the permits out, counted around. */
        record Release(int permit) implements Event {}

        /** Takes back one of the permits out, counted around. */
        record Cancel(int permit) implements Event {}
    }

    /** A store and the oracle beside it, to which the same things happen. */
    private static final class Both {
        static final int COUNTERS = 5;

        final ManualTicker ticker;
        final LocalLimitStore store;
        final LimitOracle oracle = new LimitOracle();
        final List<Permit> permits = new ArrayList<>();
        long now;

        Both(long origin) {
            ticker = new ManualTicker(origin);
            store = new LocalLimitStore(ticker);
        }

        static List<LimitRequest> requests(int counters, int morePermits, int moreMillis) {
            Limit[] limits = {
                new Limit.Window("one", 1 + morePermits, Duration.ofMillis(1 + moreMillis)),
                new Limit.Window("three", 3 + morePermits, Duration.ofMillis(2 + moreMillis)),
                new Limit.Window("many", 12 + morePermits, Duration.ofMillis(3 + moreMillis)),
                Limit.inFlight("one", 1 + morePermits),
                Limit.inFlight("three", 3 + morePermits)
            };
            return IntStream.range(0, COUNTERS)
                    .filter(i -> (counters & 1 << i) != 0)
                    .mapToObj(i -> new LimitRequest("holder", limits[i]))
                    .toList();
        }

        void apply(Event event) {
            if (event instanceof Event.Acquire acquire) {
                acquire(
                        requests(acquire.counters(), acquire.morePermits(), acquire.moreMillis()),
                        acquire.leaseNanos());
            } else if (event instanceof Event.Advance advance) {
                ticker.advance(advance.nanos());
                now += advance.nanos();
            } else if (event instanceof Event.Release release && !permits.isEmpty()) {
                int permit = release.permit() % permits.size();
                permits.get(permit).release();
                oracle.release(permit);
            } else if (event instanceof Event.Cancel cancel && !permits.isEmpty()) {
                int permit = cancel.permit() % permits.size();
                permits.get(permit).cancel();
                oracle.cancel(permit);
            }
        }

        void acquire(List<LimitRequest> requests, long leaseNanos) {
            LimitDecision decision = store.tryAcquire(requests, Duration.ofNanos(leaseNanos));
            Optional<Denied> expected = oracle.tryAcquire(requests, now, leaseNanos);
            if (decision instanceof Granted granted) {
                permits.add(granted.permit());
                assertThat(expected).isEmpty();
            } else {
                assertThat(expected).contains((Denied) decision);
            }
        }

        void compareStatus() {
            for (int more = 0; more < 3; more++) {
                List<LimitRequest> all = requests(-1, more, more);
                assertThat(store.status(all))
                        .isEqualTo(all.stream()
                                .map(request -> oracle.status(request, now))
                                .toList());
            }
        }
    }

    @Property(tries = 2000)
    void decidesAndReportsAsTheOracleDoes(@ForAll("events") List<Event> events, @ForAll("origins") long origin) {
        Both both = new Both(origin);
        for (Event event : events) {
            both.apply(event);
            both.compareStatus();
        }
    }

    @Property
    void noIntervalOfTheWindowsLengthHoldsMoreThanItsPermits(
            @ForAll("shortGaps") List<Long> gaps, @ForAll("origins") long origin) {
        Limit.Window limit = new Limit.Window("window", 3, Duration.ofMillis(1));
        ManualTicker ticker = new ManualTicker(origin);
        LocalLimitStore store = new LocalLimitStore(ticker);
        List<Long> granted = new ArrayList<>();
        long now = 0;
        for (long gap : gaps) {
            ticker.advance(gap);
            now += gap;
            if (store.tryAcquire(List.of(new LimitRequest("holder", limit)), Duration.ofSeconds(1))
                    instanceof Granted) {
                granted.add(now);
            }
        }

        for (long start : granted) {
            assertThat(granted.stream().filter(time -> time >= start && time < start + MILLI))
                    .hasSizeLessThanOrEqualTo(3);
        }
    }

    @Property
    void aRefusalIsRightToTheNanosecondAboutWhenToComeBack(
            @ForAll("events") List<Event> events, @ForAll("origins") long origin) {
        Both both = new Both(origin);
        events.forEach(both::apply);
        List<LimitRequest> all = Both.requests(-1, 0, 0);
        Duration lease = Duration.ofMillis(1);
        if (both.store.tryAcquire(all, lease) instanceof Denied denied) {
            both.ticker.advance(denied.retryAfter().minusNanos(1));
            assertThat(both.store.tryAcquire(all, lease)).isInstanceOf(Denied.class);
            both.ticker.advance(1);
            assertThat(both.store.tryAcquire(all, lease)).isInstanceOf(Granted.class);
        }
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Integer> counters = Arbitraries.integers().between(0, (1 << Both.COUNTERS) - 1);
        Arbitrary<Integer> more = Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(1, 1), Tuple.of(1, 2));
        Arbitrary<Event> acquire = Combinators.combine(counters, more, more, leases())
                .as(Event.Acquire::new)
                .map(event -> event);
        Arbitrary<Event> advance = gaps().map(Event.Advance::new);
        Arbitrary<Integer> permit = Arbitraries.integers().between(0, 50);
        return Arbitraries.frequencyOf(
                        Tuple.of(8, acquire),
                        Tuple.of(4, advance),
                        Tuple.of(2, permit.map(Event.Release::new)),
                        Tuple.of(2, permit.map(Event.Cancel::new)))
                .list()
                .ofMaxSize(60);
    }

    private static Arbitrary<Long> leases() {
        return Arbitraries.oneOf(
                Arbitraries.of(1L, MILLI, 2 * MILLI, Duration.ofDays(31).toNanos()),
                Arbitraries.longs().between(1, 4 * MILLI));
    }

    private static Arbitrary<Long> gaps() {
        return Arbitraries.oneOf(
                Arbitraries.of(1L, MILLI - 1, MILLI, MILLI + 1, 2 * MILLI),
                Arbitraries.longs().between(0, MILLI),
                Arbitraries.frequency(
                        Tuple.of(9, 10L),
                        Tuple.of(1, Duration.ofDays(31).toNanos()),
                        Tuple.of(1, Duration.ofDays(3650).toNanos())));
    }

    @Provide
    Arbitrary<List<Long>> shortGaps() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, MILLI / 2), Arbitraries.of(0L, 1L, MILLI / 3, MILLI - 1, MILLI))
                .list()
                .ofMaxSize(100);
    }

    @Provide
    Arbitrary<Long> origins() {
        return Arbitraries.of(0L, -2 * MILLI, Long.MAX_VALUE - 2 * MILLI, Long.MIN_VALUE);
    }
}
