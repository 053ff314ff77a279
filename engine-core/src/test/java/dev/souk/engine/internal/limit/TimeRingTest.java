package dev.souk.engine.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class TimeRingTest {
    private final TimeRing ring = new TimeRing();

    @Test
    void anOvertakenMomentIsPutInItsPlace() {
        add(10, 30, 20, 5);

        assertThat(contents(ring)).containsExactly(5L, 10L, 20L, 30L);
    }

    @Test
    void removingTakesOneOfSeveralEqualMoments() {
        add(10, 20, 20, 30);

        ring.remove(20);

        assertThat(contents(ring)).containsExactly(10L, 20L, 30L);
    }

    @Test
    void removingWhatIsNotThereChangesNothing() {
        add(10, 20);

        ring.remove(15);
        ring.remove(25);

        assertThat(contents(ring)).containsExactly(10L, 20L);
    }

    @Test
    void aMomentItselfIsDroppedWithAllBeforeIt() {
        add(10, 20, 30);

        ring.dropUntil(20);

        assertThat(contents(ring)).containsExactly(30L);
    }

    @Test
    void orderHoldsWhereTheTickerRunsOver() {
        add(Long.MAX_VALUE - 1, Long.MIN_VALUE + 1, Long.MAX_VALUE);

        assertThat(contents(ring)).containsExactly(Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MIN_VALUE + 1);
        assertThat(ring.countUntil(Long.MIN_VALUE)).isEqualTo(2);
    }

    @Test
    void memoryGrowsAndShrinksWithWhatIsInIt() {
        LongStream.range(0, 1000).forEach(ring::add);
        assertThat(ring.capacity()).isEqualTo(1024);

        ring.dropUntil(899);
        assertThat(ring.size()).isEqualTo(100);
        assertThat(ring.capacity()).isEqualTo(256);

        ring.dropUntil(999);
        assertThat(ring.capacity()).isEqualTo(TimeRing.MIN_CAPACITY);
    }

    @Test
    void memoryShrinksWhenMomentsAreRemovedOneByOne() {
        LongStream.range(0, 1000).forEach(ring::add);
        LongStream.range(0, 1000).forEach(ring::remove);

        assertThat(ring.size()).isZero();
        assertThat(ring.capacity()).isEqualTo(TimeRing.MIN_CAPACITY);
    }

    /** One thing done to a ring and to a plain sorted list. */
    record Step(int kind, long time) {
        void applyTo(TimeRing ring, List<Long> model, long origin) {
            switch (kind) {
                case 0 -> {
                    ring.add(origin + time);
                    model.add(time);
                    model.sort(null);
                }
                case 1 -> {
                    ring.remove(origin + time);
                    model.remove(time);
                }
                default -> {
                    ring.dropUntil(origin + time);
                    model.removeIf(each -> each <= time);
                }
            }
        }
    }

    @Property
    void itIsASortedListWhateverTheOrigin(@ForAll("steps") List<Step> steps, @ForAll("origins") long origin) {
        TimeRing tried = new TimeRing();
        List<Long> model = new ArrayList<>();
        for (Step step : steps) {
            step.applyTo(tried, model, origin);

            assertThat(contents(tried).stream().map(time -> time - origin)).containsExactlyElementsOf(model);
            assertThat(tried.countUntil(origin + 20))
                    .isEqualTo(model.stream().filter(time -> time <= 20).count());
            assertThat(tried.capacity()).isLessThanOrEqualTo(Math.max(TimeRing.MIN_CAPACITY, 8 * model.size()));
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> kinds = Arbitraries.frequency(Tuple.of(12, 0), Tuple.of(4, 1), Tuple.of(1, 2));
        Arbitrary<Long> times = Arbitraries.longs().between(0, 40);
        return Combinators.combine(kinds, times).as(Step::new).list().ofMaxSize(120);
    }

    @Provide
    Arbitrary<Long> origins() {
        return Arbitraries.of(0L, -20L, Long.MAX_VALUE - 20, Long.MIN_VALUE);
    }

    private void add(long... times) {
        LongStream.of(times).forEach(ring::add);
    }

    private static List<Long> contents(TimeRing ring) {
        List<Long> contents = new ArrayList<>();
        for (int place = 0; place < ring.size(); place++) {
            contents.add(ring.get(place));
        }
        return contents;
    }
}
