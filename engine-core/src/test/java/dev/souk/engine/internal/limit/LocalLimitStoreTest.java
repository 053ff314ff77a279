package dev.souk.engine.internal.limit;

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
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalLimitStoreTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NANO = Duration.ofNanos(1);

    private final ManualTicker ticker = new ManualTicker();
    private final LocalLimitStore store = new LocalLimitStore(ticker);

    private static LimitRequest window(String holder, long permits, Duration length) {
        return new LimitRequest(holder, new Limit.Window("window", permits, length));
    }

    private static LimitRequest inFlight(String holder, long permits) {
        return new LimitRequest(holder, Limit.inFlight("in-flight", permits));
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

    @Nested
    class AWindow {
        private final LimitRequest two = window("a", 2, SECOND);

        @Test
        void grantsItsPermitsAndNoMore() {
            granted(two);
            granted(two);

            assertThat(denied(two)).isEqualTo(new Denied(two, 0, SECOND, SECOND));
        }

        @Test
        void grantsAgainExactlyOneLengthAfterThePermitThatStoodInTheWay() {
            granted(two);
            ticker.advance(Duration.ofMillis(400));
            granted(two);
            ticker.advance(Duration.ofMillis(599));

            assertThat(denied(two).retryAfter()).isEqualTo(Duration.ofMillis(1));
            ticker.advance(Duration.ofMillis(1).minus(NANO));
            assertThat(denied(two).retryAfter()).isEqualTo(NANO);
            ticker.advance(NANO);
            granted(two);
            assertThat(denied(two).retryAfter()).isEqualTo(Duration.ofMillis(400));
        }

        @Test
        void doesNotLetADoubleBurstThroughAtItsEdge() {
            ticker.advance(Duration.ofMillis(999));
            granted(two);
            granted(two);
            ticker.advance(Duration.ofMillis(2));

            assertThat(denied(two).retryAfter()).isEqualTo(Duration.ofMillis(998));
        }

        @Test
        void ofEachHolderIsItsOwn() {
            granted(window("a", 1, SECOND));

            granted(window("b", 1, SECOND));
        }

        @ParameterizedTest
        @ValueSource(longs = {Long.MIN_VALUE, -500_000_000, Long.MAX_VALUE, Long.MAX_VALUE - 500_000_000})
        void slidesWhereverTheTickerStarts(long start) {
            ManualTicker elsewhere = new ManualTicker(start);
            LimitStore other = new LocalLimitStore(elsewhere);
            List<LimitRequest> one = List.of(window("a", 1, SECOND));

            assertThat(other.tryAcquire(one, LEASE)).isInstanceOf(Granted.class);
            elsewhere.advance(SECOND.minus(NANO));
            assertThat(other.tryAcquire(one, LEASE)).isInstanceOf(Denied.class);
            elsewhere.advance(NANO);
            assertThat(other.tryAcquire(one, LEASE)).isInstanceOf(Granted.class);
        }

        @Test
        void ofThirtyOneDaysAndAMillionPermitsIsKept() {
            LimitRequest largest = window("a", Limit.Window.MAX_PERMITS, Duration.ofDays(31));
            for (int i = 0; i < Limit.Window.MAX_PERMITS; i++) {
                granted(largest);
            }

            assertThat(denied(largest).retryAfter()).isEqualTo(Duration.ofDays(31));
            ticker.advance(Duration.ofDays(31));
            assertThat(status(largest).remaining()).isEqualTo(Limit.Window.MAX_PERMITS);
        }
    }

    @Nested
    class CallsInFlight {
        private final LimitRequest one = inFlight("a", 1);

        @Test
        void countUntilTheyAreReleased() {
            Permit permit = granted(one);
            assertThat(denied(one)).isEqualTo(new Denied(one, 0, LEASE, LEASE));

            permit.release();
            granted(one);
        }

        @Test
        void countUntilTheirLeaseEndsByItself() {
            granted(one);
            ticker.advance(LEASE.minus(NANO));
            assertThat(denied(one).retryAfter()).isEqualTo(NANO);

            ticker.advance(NANO);
            granted(one);
        }

        @Test
        void waitForTheLeaseThatEndsFirstWhicheverWasTakenFirst() {
            LimitRequest two = inFlight("a", 2);
            granted(Duration.ofSeconds(9), two);
            granted(Duration.ofSeconds(3), two);

            assertThat(denied(two)).isEqualTo(new Denied(two, 0, Duration.ofSeconds(9), Duration.ofSeconds(3)));
        }

        @Test
        void releasedAfterTheirLeaseTakeNothingFromOthers() {
            Permit late = granted(one);
            ticker.advance(LEASE);
            granted(one);

            late.release();
            late.cancel();

            denied(one);
        }

        @Test
        void stayCountedInTheWindowsAfterTheyEnd() {
            LimitRequest perSecond = window("a", 1, SECOND);
            granted(one, perSecond).release();

            assertThat(denied(one, perSecond).by()).isEqualTo(perSecond);
            assertThat(status(one).used()).isZero();
        }
    }

    @Nested
    class SeveralLimits {
        private final LimitRequest wide = window("tenant", 5, Duration.ofMinutes(1));
        private final LimitRequest narrow = window("key", 1, SECOND);
        private final LimitRequest flying = inFlight("agent", 1);

        @Test
        void areTakenFromTogether() {
            granted(wide, narrow, flying);

            assertThat(store.status(List.of(wide, narrow, flying)))
                    .extracting(LimitStatus::used)
                    .containsExactly(1L, 1L, 1L);
        }

        @Test
        void giveNothingWhenOneOfThemHasNothingLeft() {
            granted(narrow);

            assertThat(denied(wide, flying, narrow).by()).isEqualTo(narrow);
            assertThat(store.status(List.of(wide, flying)))
                    .extracting(LimitStatus::used)
                    .containsExactly(0L, 0L);
        }

        @Test
        void reportTheOneThatTakesLongest() {
            LimitRequest slow = window("tenant", 1, Duration.ofMinutes(1));
            granted(slow, flying);
            ticker.advance(SECOND);
            granted(narrow);

            assertThat(denied(narrow, slow, flying))
                    .isEqualTo(new Denied(slow, 0, Duration.ofSeconds(59), Duration.ofSeconds(59)));
        }

        @Test
        void reportTheFirstOfThoseThatTakeEquallyLong() {
            LimitRequest other = window("other", 1, SECOND);
            granted(narrow, other);

            assertThat(denied(other, narrow).by()).isEqualTo(other);
            assertThat(denied(narrow, other).by()).isEqualTo(narrow);
        }

        @Test
        void mayBeNone() {
            granted().release();

            assertThat(store.counters()).isZero();
        }

        @Test
        void mayBeAWindowAndCallsInFlightOfOneName() {
            LimitRequest perSecond = new LimitRequest("a", new Limit.Window("same", 5, SECOND));
            LimitRequest atOnce = new LimitRequest("a", Limit.inFlight("same", 1));
            granted(perSecond, atOnce);

            assertThat(denied(perSecond, atOnce).by()).isEqualTo(atOnce);
        }

        @Test
        void mayNotHoldOneCounterTwice() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> granted(narrow, wide, window("key", 7, SECOND)))
                    .withMessage("limit 'window' of 'key' is asked for twice in one step; ask for each counter once");
            assertThat(status(wide).used()).isZero();
        }

        @Test
        void mayBeThirtyTwoAndNoMore() {
            LimitRequest[] most = IntStream.range(0, LimitStore.MAX_REQUESTS)
                    .mapToObj(i -> window("holder-" + i, 1, SECOND))
                    .toArray(LimitRequest[]::new);
            granted(most);
            List<LimitRequest> tooMany = new ArrayList<>(List.of(most));
            tooMany.add(narrow);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.tryAcquire(tooMany, LEASE))
                    .withMessageContaining("33 requests");
        }
    }

    @Nested
    class Cancelling {
        private final LimitRequest two = window("a", 2, SECOND);
        private final LimitRequest flying = inFlight("a", 5);

        @Test
        void givesEverythingBack() {
            granted(two, flying).cancel();

            assertThat(status(two)).isEqualTo(new LimitStatus(two, 0, 2, Duration.ZERO));
            assertThat(status(flying)).isEqualTo(new LimitStatus(flying, 0, 5, Duration.ZERO));
        }

        @Test
        void takesExactlyItsOwnEntryOutThoughALaterOneOvertookIt() {
            Permit first = granted(two);
            ticker.advance(Duration.ofMillis(300));
            granted(two);

            first.cancel();
            granted(two);

            assertThat(denied(two).retryAfter()).isEqualTo(SECOND);
            assertThat(denied(two).resetAfter()).isEqualTo(SECOND);
        }

        @Test
        void twiceCountsOnce() {
            Permit permit = granted(two);
            granted(two);
            permit.cancel();
            permit.cancel();

            assertThat(status(two).used()).isEqualTo(1);
        }

        @Test
        void afterReleasingDoesNothing() {
            Permit permit = granted(two, flying);
            permit.release();
            permit.cancel();

            assertThat(status(two).used()).isEqualTo(1);
            assertThat(status(flying).used()).isZero();
        }

        @Test
        void beforeReleasingIsWhatCounts() {
            Permit permit = granted(two, flying);
            granted(flying);
            permit.cancel();
            permit.release();

            assertThat(status(two).used()).isZero();
            assertThat(status(flying).used()).isEqualTo(1);
        }

        @Test
        void afterTheWindowSlidPastIsHarmless() {
            Permit old = granted(two);
            ticker.advance(SECOND);
            granted(two);

            old.cancel();

            assertThat(status(two).used()).isEqualTo(1);
        }
    }

    @Nested
    class AChangedLimit {
        @Test
        void thatIsRaisedGrantsTheDifference() {
            granted(window("a", 1, SECOND));

            granted(window("a", 2, SECOND));
            denied(window("a", 2, SECOND));
        }

        @Test
        void thatIsLoweredCountsWhatWasGrantedBefore() {
            LimitRequest before = window("a", 3, SECOND);
            LimitRequest after = window("a", 1, SECOND);
            for (int i = 0; i < 3; i++) {
                granted(before);
                ticker.advance(Duration.ofMillis(100));
            }

            assertThat(status(after)).isEqualTo(new LimitStatus(after, 3, 0, Duration.ofMillis(900)));
            assertThat(denied(after)).isEqualTo(new Denied(after, 0, Duration.ofMillis(900), Duration.ofMillis(900)));
            ticker.advance(Duration.ofMillis(900));
            granted(after);
        }

        @Test
        void ofCallsInFlightWaitsUntilEnoughHaveEnded() {
            granted(Duration.ofSeconds(1), inFlight("a", 3));
            granted(Duration.ofSeconds(2), inFlight("a", 3));
            granted(Duration.ofSeconds(3), inFlight("a", 3));

            assertThat(denied(inFlight("a", 2)).retryAfter()).isEqualTo(Duration.ofSeconds(2));
        }

        @Test
        void toAShorterWindowForgetsWhatThatDoesNotReach() {
            granted(window("a", 1, Duration.ofMinutes(1)));
            ticker.advance(SECOND);

            assertThat(status(window("a", 1, SECOND)).used()).isZero();
            granted(window("a", 1, SECOND));
        }

        @Test
        void toALongerWindowCountsWhatTheShorterStillCounted() {
            granted(window("a", 1, SECOND));
            ticker.advance(Duration.ofMillis(500));
            LimitRequest longer = window("a", 1, Duration.ofMinutes(1));

            assertThat(status(longer).resetAfter()).isEqualTo(Duration.ofMillis(59_500));
            assertThat(denied(longer).retryAfter()).isEqualTo(Duration.ofMillis(59_500));
            ticker.advance(Duration.ofMillis(59_500).minus(NANO));
            assertThat(denied(longer).retryAfter()).isEqualTo(NANO);
        }

        @Test
        void toALongerWindowDoesNotBringBackWhatTheShorterNoLongerCounted() {
            granted(window("a", 1, SECOND));
            ticker.advance(SECOND);
            LimitRequest longer = window("a", 1, Duration.ofMinutes(1));

            assertThat(status(longer)).isEqualTo(new LimitStatus(longer, 0, 1, Duration.ZERO));
            granted(longer);
        }
    }

    @Nested
    class Status {
        private final LimitRequest two = window("a", 2, SECOND);

        @Test
        void ofAnUnusedLimitIsWhole() {
            assertThat(status(two)).isEqualTo(new LimitStatus(two, 0, 2, Duration.ZERO));
            assertThat(store.counters()).isZero();
        }

        @Test
        void takesNothing() {
            granted(two);

            assertThat(status(two)).isEqualTo(new LimitStatus(two, 1, 1, SECOND));
            assertThat(status(two)).isEqualTo(new LimitStatus(two, 1, 1, SECOND));
        }

        @Test
        void seesTheWindowSlideWithoutAnybodyTaking() {
            granted(two);
            ticker.advance(Duration.ofMillis(600));
            granted(two);
            ticker.advance(Duration.ofMillis(400));

            assertThat(status(two)).isEqualTo(new LimitStatus(two, 1, 1, Duration.ofMillis(600)));
            ticker.advance(SECOND);
            assertThat(status(two)).isEqualTo(new LimitStatus(two, 0, 2, Duration.ZERO));
        }

        @Test
        void seesLeasesEnd() {
            LimitRequest flying = inFlight("a", 2);
            granted(flying);
            ticker.advance(LEASE);

            assertThat(status(flying)).isEqualTo(new LimitStatus(flying, 0, 2, Duration.ZERO));
        }

        @Test
        void comesInTheOrderAsked() {
            LimitRequest other = window("b", 9, SECOND);

            assertThat(store.status(List.of(two, other, two)))
                    .extracting(LimitStatus::request)
                    .containsExactly(two, other, two);
        }
    }

    @Nested
    class Arguments {
        @ParameterizedTest
        @ValueSource(strings = {"PT0S", "PT-1S", "PT744H0.000000001S"})
        void aLeaseOutOfRangeIsRefused(Duration lease) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.tryAcquire(List.of(), lease))
                    .withMessageContaining(lease.toString());
        }

        @Test
        void theLongestLeaseIsTaken() {
            granted(LimitStore.MAX_LEASE, inFlight("a", 1));

            assertThat(denied(inFlight("a", 1)).retryAfter()).isEqualTo(LimitStore.MAX_LEASE);
        }
    }

    @Nested
    class Closing {
        @Test
        void endsAllService() {
            store.close();
            store.close();

            assertThatThrownBy(() -> granted(inFlight("a", 1)))
                    .isInstanceOfSatisfying(
                            SoukException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SHUTTING_DOWN));
            assertThatThrownBy(() -> status(inFlight("a", 1)))
                    .isInstanceOfSatisfying(
                            SoukException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SHUTTING_DOWN));
        }

        @Test
        void stopsAStepThatIsUnderWay() {
            List<LimitRequest> closesOnTheWay = new AbstractList<>() {
                @Override
                public LimitRequest get(int index) {
                    store.close();
                    return inFlight("a", 1);
                }

                @Override
                public int size() {
                    return 1;
                }
            };

            assertThatThrownBy(() -> store.tryAcquire(closesOnTheWay, LEASE))
                    .isInstanceOfSatisfying(
                            SoukException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SHUTTING_DOWN));
        }

        @Test
        void freesTheCountersAndVoidsPermits() {
            Permit permit = granted(inFlight("a", 1));
            store.close();

            assertThat(store.counters()).isZero();
            permit.release();
        }
    }

    @Nested
    class IdleCounters {
        @Test
        void areGoneAfterAsManyOtherCallsAsThereAre() {
            IntStream.range(0, 1000).forEach(i -> granted(window("holder-" + i, 5, SECOND)));
            assertThat(store.counters()).isEqualTo(1000);
            ticker.advance(SECOND);

            IntStream.rangeClosed(0, 1000).forEach(i -> granted(window("another", 5000, SECOND)));

            assertThat(store.counters()).isEqualTo(1);
        }

        @Test
        void neverOutnumberTheOthersByMuchHoweverManyHoldersComeAndGo() {
            int live = 100;
            for (int i = 0; i < 20_000; i++) {
                granted(window("holder-" + i, 5, SECOND), inFlight("holder-" + i, 5))
                        .release();
                ticker.advance(SECOND.dividedBy(live));
                assertThat(store.counters()).isLessThan(4 * live);
            }
        }

        @Test
        void areNotRemovedWhileALeaseRunsOrAPermitCounts() {
            granted(window("a", 1, SECOND), inFlight("a", 1));
            for (int i = 0; i < 50; i++) {
                granted(window("b", 100, Duration.ofDays(1)));
            }

            denied(window("a", 1, SECOND));
            denied(inFlight("a", 1));
        }

        @Test
        void areForgottenByPermitsThatEndLate() {
            Permit late = granted(window("a", 1, SECOND), inFlight("a", 1));
            ticker.advance(LEASE);
            IntStream.range(0, 10).forEach(i -> granted(window("b", 100, SECOND)));
            assertThat(store.counters()).isEqualTo(1);
            granted(window("a", 1, SECOND), inFlight("a", 1));

            late.cancel();

            denied(window("a", 1, SECOND));
            denied(inFlight("a", 1));
        }

        @Test
        void ofRefusedStepsAreRemovedToo() {
            granted(window("full", 1, Duration.ofDays(1)));
            IntStream.range(0, 1000)
                    .forEach(i -> denied(window("holder-" + i, 5, SECOND), window("full", 1, Duration.ofDays(1))));

            assertThat(store.counters()).isLessThan(5);
        }
    }
}
