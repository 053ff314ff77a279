package dev.souk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.limit.Limit;
import dev.souk.spi.limit.LimitDecision;
import dev.souk.spi.limit.LimitDecision.Denied;
import dev.souk.spi.limit.LimitDecision.Granted;
import dev.souk.spi.limit.LimitRequest;
import dev.souk.spi.limit.LimitStatus;
import dev.souk.spi.limit.LimitStore;
import dev.souk.spi.limit.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link LimitStore} keeps. An implementation's test extends it and says how a store is made and how its time is
 * moved; the store's time stands still otherwise.
 *
 * <p>What an implementation cannot do it declares by overriding {@link #resolution()}; the tests then ask no more of it.
 *
 * @since 0.1
 */
@Timeout(60)
public abstract class LimitStoreContract {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LENGTH = Duration.ofSeconds(10);

    private LimitStore store;

    /** For the test that extends this. */
    protected LimitStoreContract() {}

    /** A new store in which nothing is taken. It is closed after the test. */
    protected abstract LimitStore create();

    /**
     * Moves the time of the store that was made last.
     *
     * @param time how far; positive, and a multiple of {@link #resolution()}
     */
    protected abstract void advance(Duration time);

    /**
     * The smallest step of time that the store tells apart, at most one millisecond. Answers may be off by less than this.
     *
     * @return one nanosecond if not overridden
     */
    protected Duration resolution() {
        return Duration.ofNanos(1);
    }

    @BeforeEach
    void open() {
        store = create();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static LimitRequest window(String holder, long permits) {
        return window(holder, permits, LENGTH);
    }

    private static LimitRequest window(String holder, long permits, Duration length) {
        return new LimitRequest(holder, new Limit.Window("window", permits, length));
    }

    private static LimitRequest inFlight(String holder, long permits) {
        return new LimitRequest(holder, Limit.inFlight("in-flight", permits));
    }

    private boolean tryOnce(LimitRequest... requests) {
        return store.tryAcquire(List.of(requests), LEASE) instanceof Granted;
    }

    private Permit granted(LimitRequest... requests) {
        return granted(LEASE, requests);
    }

    private Permit granted(Duration lease, LimitRequest... requests) {
        LimitDecision decision = store.tryAcquire(List.of(requests), lease);
        assertThat(decision).isInstanceOf(Granted.class);
        return ((Granted) decision).permit();
    }

    private Denied denied(LimitRequest... requests) {
        LimitDecision decision = store.tryAcquire(List.of(requests), LEASE);
        assertThat(decision).isInstanceOf(Denied.class);
        return (Denied) decision;
    }

    private LimitStatus status(LimitRequest request) {
        return store.status(List.of(request)).get(0);
    }

    private static void assertShuttingDown(Runnable use) {
        assertThatThrownBy(use::run)
                .isInstanceOfSatisfying(
                        SoukException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SHUTTING_DOWN));
    }

    /** Sliding windows. */
    @Nested
    class Windows {
        @Test
        void grantTheirPermitsAndNoMore() {
            LimitRequest three = window("a", 3);
            IntStream.range(0, 3).forEach(i -> granted(three));

            assertThat(denied(three)).isEqualTo(new Denied(three, 0, LENGTH, LENGTH));
        }

        @Test
        void grantAgainExactlyOneLengthAfterThePermitInTheWay() {
            LimitRequest two = window("a", 2);
            granted(two);
            advance(Duration.ofSeconds(4));
            granted(two);
            assertThat(denied(two).retryAfter()).isEqualTo(Duration.ofSeconds(6));
            assertThat(denied(two).resetAfter()).isEqualTo(LENGTH);

            advance(Duration.ofSeconds(6).minus(resolution()));
            denied(two);
            advance(resolution());
            granted(two);
            assertThat(denied(two).retryAfter()).isEqualTo(Duration.ofSeconds(4));
        }

        @Test
        void letNoDoubleBurstThroughWhereverItFalls() {
            LimitRequest five = window("a", 5);
            for (int burst = 0; burst < LENGTH.toSeconds(); burst++) {
                IntStream.range(0, 5).forEach(i -> granted(five));
                for (int second = 1; second < LENGTH.toSeconds(); second++) {
                    advance(Duration.ofSeconds(1));
                    denied(five);
                }
                // The next burst falls one second later in the length, so that in the end each second had one.
                advance(Duration.ofSeconds(2));
            }
        }

        @Test
        void ofEachHolderAndNameAreTheirOwn() {
            granted(window("a", 1));

            granted(window("b", 1));
            granted(new LimitRequest("a", new Limit.Window("another", 1, LENGTH)));
        }

        @Test
        void mayBeOneMillisecondShort() {
            LimitRequest shortest = window("a", 1, Duration.ofMillis(1));
            granted(shortest);
            denied(shortest);

            advance(Duration.ofMillis(1));
            granted(shortest);
        }

        @Test
        void mayBeThirtyOneDaysLong() {
            LimitRequest longest = window("a", 1, Duration.ofDays(31));
            granted(longest);

            advance(Duration.ofDays(31).minus(resolution()));
            assertThat(denied(longest).retryAfter()).isEqualTo(resolution());
            advance(resolution());
            granted(longest);
        }
    }

    /** Calls in flight. */
    @Nested
    class CallsInFlight {
        private final LimitRequest one = inFlight("a", 1);

        @Test
        void countUntilTheyAreReleased() {
            Permit permit = granted(one);
            assertThat(denied(one).by()).isEqualTo(one);

            permit.release();
            granted(one);
        }

        @Test
        void countUntilTheirLeaseEnds() {
            granted(one);
            assertThat(denied(one)).isEqualTo(new Denied(one, 0, LEASE, LEASE));

            advance(LEASE.minus(resolution()));
            denied(one);
            advance(resolution());
            granted(one);
        }

        @Test
        void waitForTheLeaseThatEndsFirst() {
            LimitRequest two = inFlight("a", 2);
            granted(Duration.ofSeconds(9), two);
            granted(Duration.ofSeconds(3), two);

            assertThat(denied(two)).isEqualTo(new Denied(two, 0, Duration.ofSeconds(9), Duration.ofSeconds(3)));
            advance(Duration.ofSeconds(3));
            granted(two);
        }

        @Test
        void endedAfterTheirLeaseTakeNothingFromOthers() {
            Permit late = granted(one);
            advance(LEASE);
            granted(one);

            late.release();

            denied(one);
        }
    }

    /** Several limits in one step. */
    @Nested
    class SeveralLimits {
        private final LimitRequest wide = window("tenant", 5);
        private final LimitRequest narrow = window("key", 1);
        private final LimitRequest flying = inFlight("agent", 1);

        @Test
        void areTakenFromTogether() {
            granted(wide, narrow, flying);

            assertThat(store.status(List.of(wide, narrow, flying)))
                    .extracting(LimitStatus::used)
                    .containsExactly(1L, 1L, 1L);
        }

        @Test
        void giveNothingWhenOneHasNothingLeft() {
            granted(narrow);

            assertThat(denied(wide, flying, narrow).by()).isEqualTo(narrow);
            assertThat(store.status(List.of(wide, flying)))
                    .extracting(LimitStatus::used)
                    .containsExactly(0L, 0L);
        }

        @Test
        void reportTheOneThatTakesLongest() {
            granted(narrow, flying);
            LimitRequest slow = window("tenant", 1, Duration.ofMinutes(1));
            granted(slow);
            advance(Duration.ofSeconds(1));

            Duration left = Duration.ofSeconds(59);
            assertThat(denied(narrow, slow, flying)).isEqualTo(new Denied(slow, 0, left, left));
            advance(left);
            granted(narrow, slow, flying);
        }

        @Test
        void mayBeNone() {
            granted().cancel();
        }

        @Test
        void mayBeAWindowAndCallsInFlightOfOneName() {
            LimitRequest perLength = new LimitRequest("a", new Limit.Window("same", 5, LENGTH));
            LimitRequest atOnce = new LimitRequest("a", Limit.inFlight("same", 1));
            granted(perLength, atOnce);

            assertThat(denied(perLength, atOnce).by()).isEqualTo(atOnce);
            assertThat(status(perLength).used()).isEqualTo(1);
        }

        @Test
        void mayNotHoldOneCounterTwice() {
            assertThatIllegalArgumentException().isThrownBy(() -> tryOnce(narrow, wide, window("key", 7)));
            assertThat(status(wide).used()).isZero();
        }

        @Test
        void mayBeAsManyAsOneStepHoldsAndNoMore() {
            List<LimitRequest> requests = new ArrayList<>();
            for (int i = 0; i < LimitStore.MAX_REQUESTS; i++) {
                requests.add(window("holder-" + i, 1));
            }
            granted(requests.toArray(LimitRequest[]::new));
            requests.add(narrow);

            assertThatIllegalArgumentException().isThrownBy(() -> store.tryAcquire(requests, LEASE));
            assertThat(status(narrow).used()).isZero();
        }
    }

    /** How a permit ends. */
    @Nested
    class Permits {
        private final LimitRequest two = window("a", 2);
        private final LimitRequest flying = inFlight("a", 2);

        @Test
        void cancelledGiveEverythingBack() {
            granted(two, flying).cancel();

            assertThat(status(two)).isEqualTo(new LimitStatus(two, 0, 2, Duration.ZERO));
            assertThat(status(flying)).isEqualTo(new LimitStatus(flying, 0, 2, Duration.ZERO));
        }

        @Test
        void cancelledTakeOutTheirOwnEntryThoughALaterOneOvertookIt() {
            Permit first = granted(two);
            advance(Duration.ofSeconds(3));
            granted(two);

            first.cancel();
            granted(two);

            assertThat(denied(two).retryAfter()).isEqualTo(LENGTH);
        }

        @Test
        void takenAtTheSameMomentAreCancelledOneByOne() {
            Permit first = granted(two);
            granted(two);
            first.cancel();

            assertThat(status(two).used()).isEqualTo(1);
        }

        @Test
        void releasedStayCountedInTheWindows() {
            granted(two, flying).release();

            assertThat(status(two).used()).isEqualTo(1);
            assertThat(status(flying).used()).isZero();
        }

        @Test
        void endOnceHoweverOftenTheyAreEnded() {
            Permit cancelled = granted(two, flying);
            granted(two, flying);
            cancelled.cancel();
            cancelled.cancel();
            cancelled.release();

            assertThat(status(two).used()).isEqualTo(1);
            assertThat(status(flying).used()).isEqualTo(1);
        }

        @Test
        void releasedCannotBeCancelledAnyMore() {
            Permit released = granted(two, flying);
            released.release();
            released.cancel();

            assertThat(status(two).used()).isEqualTo(1);
        }

        @Test
        void cancelledAfterTheWindowSlidPastTakeNothingFromOthers() {
            Permit old = granted(two);
            advance(LENGTH);
            granted(two);

            old.cancel();

            assertThat(status(two).used()).isEqualTo(1);
        }
    }

    /** A plan that changes. */
    @Nested
    class ChangedLimits {
        @Test
        void thatAreRaisedGrantTheDifference() {
            granted(window("a", 1));

            granted(window("a", 2));
            denied(window("a", 2));
        }

        @Test
        void thatAreLoweredCountWhatWasGrantedBefore() {
            for (int i = 0; i < 3; i++) {
                granted(window("a", 3));
                advance(Duration.ofSeconds(1));
            }
            LimitRequest lowered = window("a", 2);

            assertThat(status(lowered)).isEqualTo(new LimitStatus(lowered, 3, 0, Duration.ofSeconds(9)));
            assertThat(denied(lowered)).isEqualTo(new Denied(lowered, 0, Duration.ofSeconds(9), Duration.ofSeconds(8)));
            advance(Duration.ofSeconds(8));
            granted(lowered);
        }

        @Test
        void thatAreLoweredWaitForEnoughCallsInFlight() {
            granted(Duration.ofSeconds(1), inFlight("a", 3));
            granted(Duration.ofSeconds(2), inFlight("a", 3));
            granted(Duration.ofSeconds(3), inFlight("a", 3));

            assertThat(denied(inFlight("a", 2)).retryAfter()).isEqualTo(Duration.ofSeconds(2));
        }

        @Test
        void thatAreShortenedForgetWhatTheyDoNotReach() {
            granted(window("a", 1, Duration.ofMinutes(1)));
            advance(LENGTH);

            granted(window("a", 1));
        }

        @Test
        void thatAreLengthenedCountWhatTheShorterWindowStillCounted() {
            granted(window("a", 1));
            advance(Duration.ofSeconds(5));
            LimitRequest longer = window("a", 1, Duration.ofMinutes(1));

            assertThat(denied(longer).retryAfter()).isEqualTo(Duration.ofSeconds(55));
            advance(Duration.ofSeconds(55).minus(resolution()));
            denied(longer);
            advance(resolution());
            granted(longer);
        }
    }

    /** Looking without taking. */
    @Nested
    class Status {
        private final LimitRequest two = window("a", 2);

        @Test
        void ofAnUnusedLimitIsWhole() {
            assertThat(status(two)).isEqualTo(new LimitStatus(two, 0, 2, Duration.ZERO));
        }

        @Test
        void takesNothing() {
            granted(two);
            status(two);
            status(two);

            assertThat(status(two)).isEqualTo(new LimitStatus(two, 1, 1, LENGTH));
            granted(two);
        }

        @Test
        void seesTheWindowSlideAndLeasesEnd() {
            LimitRequest flying = inFlight("a", 2);
            granted(Duration.ofSeconds(7), two, flying);
            advance(Duration.ofSeconds(6));
            granted(Duration.ofSeconds(7), two, flying);
            advance(Duration.ofSeconds(4));

            assertThat(store.status(List.of(two, flying)))
                    .containsExactly(
                            new LimitStatus(two, 1, 1, Duration.ofSeconds(6)),
                            new LimitStatus(flying, 1, 1, Duration.ofSeconds(3)));
        }

        @Test
        void comesInTheOrderAsked() {
            LimitRequest other = window("b", 9);

            assertThat(store.status(List.of(two, other, two)))
                    .extracting(LimitStatus::request)
                    .containsExactly(two, other, two);
        }
    }

    /** Leases out of range. */
    @Nested
    class Leases {
        @Test
        void thatAreNotPositiveAreRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> store.tryAcquire(List.of(), Duration.ZERO));
            assertThatIllegalArgumentException().isThrownBy(() -> store.tryAcquire(List.of(), Duration.ofNanos(-1)));
        }

        @Test
        void mayBeTheLongestAndNoLonger() {
            granted(LimitStore.MAX_LEASE, inFlight("a", 1));

            assertThat(denied(inFlight("a", 1)).retryAfter()).isEqualTo(LimitStore.MAX_LEASE);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.tryAcquire(List.of(), LimitStore.MAX_LEASE.plusNanos(1)));
        }
    }

    /** Many threads at once, while the time stands still. */
    @Nested
    class Threads {
        private static final int THREADS = 8;

        @Test
        void areGrantedExactlyThePermitsThereAre() throws Exception {
            LimitRequest[] forth = {window("a", 200), window("b", 100), inFlight("c", 150)};
            LimitRequest[] back = {forth[2], forth[1], forth[0]};

            long granted = inAllThreads(thread -> IntStream.range(0, 100)
                    .filter(i -> tryOnce(thread % 2 == 0 ? forth : back))
                    .count());

            assertThat(granted).isEqualTo(100);
            assertThat(store.status(List.of(forth)))
                    .extracting(LimitStatus::used)
                    .containsExactly(100L, 100L, 100L);
        }

        @Test
        void thatEndOnePermitEndItOnce() throws Exception {
            LimitRequest window = window("a", 100);
            List<Permit> permits =
                    IntStream.range(0, 50).mapToObj(i -> granted(window)).toList();
            IntStream.range(0, 50).forEach(i -> granted(window));

            inAllThreads(thread -> {
                permits.forEach(Permit::cancel);
                return 0;
            });

            assertThat(status(window).used()).isEqualTo(50);
        }

        /** Runs the work in all threads at once, and gives the sum of what they counted. */
        private long inAllThreads(Work work) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(THREADS);
            try {
                CyclicBarrier start = new CyclicBarrier(THREADS);
                List<Callable<Long>> tasks = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    int thread = i;
                    tasks.add(() -> {
                        start.await(10, TimeUnit.SECONDS);
                        return work.run(thread);
                    });
                }
                long sum = 0;
                for (Future<Long> each : pool.invokeAll(tasks)) {
                    sum += each.get();
                }
                return sum;
            } finally {
                pool.shutdownNow();
            }
        }
    }

    /** What one of several threads does. */
    private interface Work {
        long run(int thread);
    }

    /** The end of a store. */
    @Nested
    class Closing {
        @Test
        void endsAllService() {
            store.close();

            assertShuttingDown(() -> tryOnce(inFlight("a", 1)));
            assertShuttingDown(() -> status(inFlight("a", 1)));
        }

        @Test
        void twiceDoesNothingMore() {
            Permit permit = granted(inFlight("a", 1));
            store.close();
            store.close();

            permit.release();
        }
    }
}
