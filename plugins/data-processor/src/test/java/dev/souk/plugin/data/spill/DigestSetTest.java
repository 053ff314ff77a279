package dev.souk.plugin.data.spill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.spill.DigestSet.Outcome;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DigestSetTest {
    @Property(tries = 200)
    void behavesAsASet(@ForAll List<@LongRange(min = -3, max = 40) Long> lows, @ForAll long seed) {
        Random random = new Random(seed);
        DigestSet set = new DigestSet(new HeldMemory(), HeldMemory.Share.HALF);
        Set<Digest> model = new HashSet<>();
        for (long low : lows) {
            Digest digest = new Digest(random.nextInt(3) * (random.nextBoolean() ? 1L : Long.MIN_VALUE), low);
            assertThat(set.has(digest)).isEqualTo(model.contains(digest));
            assertThat(set.add(digest)).isEqualTo(model.add(digest) ? Outcome.ADDED : Outcome.PRESENT);
            assertThat(set.has(digest)).isTrue();
            assertThat(set.size()).isEqualTo(model.size());
        }
    }

    @Test
    void holdsHundredsOfThousandsInTheCallsMemory() {
        Random random = new Random(1);
        HeldMemory memory = new HeldMemory();
        DigestSet set = new DigestSet(memory, HeldMemory.Share.HALF);
        while (set.add(new Digest(random.nextLong(), random.nextLong())) == Outcome.ADDED) {}
        assertThat(set.size()).isGreaterThan(250_000);
        assertThat(memory.held()).isLessThanOrEqualTo(HeldMemory.MAX_HELD_BYTES / 2);
    }

    @Test
    void stillKnowsWhatItHoldsWhenItIsFullAndGivesItsMemoryBack() {
        HeldMemory memory = new HeldMemory(10_000);
        DigestSet set = new DigestSet(memory, HeldMemory.Share.HALF);
        long next = 0;
        while (set.add(new Digest(next * 0x9E3779B97F4A7C15L, next)) == Outcome.ADDED) {
            next++;
        }
        assertThat(set.size()).isEqualTo(next);
        for (long i = 0; i < next; i++) {
            assertThat(set.has(new Digest(i * 0x9E3779B97F4A7C15L, i))).isTrue();
        }
        set.release();
        assertThat(memory.held()).isZero();
    }

    @Nested
    class Keys {
        private final Digester digester = new Digester();

        private Digest of(Object... values) {
            int[] all = new int[values.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = i;
            }
            return digester.of(new Row(1, values), all);
        }

        @Test
        void ofTheSameValuesAreTheSame() {
            assertThat(of("a", null)).isEqualTo(of("a", null));
            assertThat(of(new BigDecimal("1.0"))).isEqualTo(of(new BigDecimal("1")));
            assertThat(of(new BigDecimal("0.00"))).isEqualTo(of(new BigDecimal("0")));
            assertThat(of(new BigDecimal("1E+2"))).isEqualTo(of(new BigDecimal("100.0")));
        }

        @Test
        void ofOtherValuesDiffer() {
            assertThat(of("a", "b")).isNotEqualTo(of("ab", "")).isNotEqualTo(of("b", "a"));
            assertThat(of("1")).isNotEqualTo(of(new BigDecimal("1")));
            assertThat(of("")).isNotEqualTo(of(new Object[] {null}));
            assertThat(of(true)).isNotEqualTo(of("true"));
        }
    }
}
