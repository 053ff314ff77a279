package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.ExactNumbers;
import dev.souk.plugin.data.row.ValueOrder;
import dev.souk.plugin.data.spill.DigestSet;
import dev.souk.plugin.data.spill.Digester;
import dev.souk.plugin.data.spill.RowSize;
import java.math.BigDecimal;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** One aggregate of one group on its way. Values come one at a time and are not null. For one thread. */
sealed interface Accumulator {
    void add(Object value);

    @Nullable
    Object result();

    /** Gives back the memory it took. */
    default void release() {}

    static Accumulator of(Aggregate.Function function, GroupMemory memory, Digester digester) {
        return switch (function) {
            case COUNT -> new Count();
            case SUM -> new Sum(false);
            case AVG -> new Sum(true);
            case MIN -> new Kept(memory, (kept, value) -> ValueOrder.NATURAL.compare(value, kept) < 0);
            case MAX -> new Kept(memory, (kept, value) -> ValueOrder.NATURAL.compare(value, kept) > 0);
            case FIRST -> new Kept(memory, (kept, value) -> false);
            case LAST -> new Kept(memory, (kept, value) -> true);
            case COUNT_DISTINCT -> new CountDistinct(memory, digester);
        };
    }

    /** How many. */
    final class Count implements Accumulator {
        private long count;

        @Override
        public void add(Object value) {
            count++;
        }

        @Override
        public Object result() {
            return BigDecimal.valueOf(count);
        }
    }

    /** The sum of numbers, or their mean. */
    final class Sum implements Accumulator {
        private final boolean mean;
        private BigDecimal sum = BigDecimal.ZERO;
        private long count;

        Sum(boolean mean) {
            this.mean = mean;
        }

        @Override
        public void add(Object value) {
            sum = sum.add((BigDecimal) value);
            count++;
        }

        @Override
        public @Nullable Object result() {
            if (count == 0) {
                return null;
            }
            return mean ? ExactNumbers.divide(sum, BigDecimal.valueOf(count)) : sum;
        }
    }

    /** One of the values: the first, unless a later one replaces it. */
    final class Kept implements Accumulator {
        private final GroupMemory memory;
        private final BiPredicate<Object, Object> replaces;
        private @Nullable Object kept;

        Kept(GroupMemory memory, BiPredicate<Object, Object> replaces) {
            this.memory = memory;
            this.replaces = replaces;
        }

        @Override
        public void add(Object value) {
            if (kept == null || replaces.test(kept, value)) {
                memory.replace(RowSize.of(kept), RowSize.of(value));
                kept = value;
            }
        }

        @Override
        public @Nullable Object result() {
            return kept;
        }

        @Override
        public void release() {
            memory.replace(RowSize.of(kept), 0);
        }
    }

    /** How many different ones. */
    final class CountDistinct implements Accumulator {
        private final GroupMemory memory;
        private final Digester digester;
        private final DigestSet seen;

        CountDistinct(GroupMemory memory, Digester digester) {
            this.memory = memory;
            this.digester = digester;
            this.seen = memory.digests();
        }

        @Override
        public void add(Object value) {
            if (seen.add(digester.of(value)) == DigestSet.Outcome.NO_ROOM) {
                throw memory.exhausted();
            }
        }

        @Override
        public Object result() {
            return BigDecimal.valueOf(seen.size());
        }

        @Override
        public void release() {
            seen.release();
        }
    }
}
