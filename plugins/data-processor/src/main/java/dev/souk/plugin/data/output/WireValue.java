package dev.souk.plugin.data.output;

import dev.souk.plugin.data.row.ExactNumbers;
import dev.souk.plugin.data.row.ValueText;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A value as the answer has it: integers stay integers, other numbers are exact decimals, dates and timestamps are text. */
final class WireValue {
    private static final int LONG_BITS = 63;

    private WireValue() {}

    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return ExactNumbers.isInteger(number) ? integer(number.unscaledValue()) : number;
        }
        return value == null || value instanceof Boolean ? value : ValueText.of(value);
    }

    private static Object integer(BigInteger integer) {
        return integer.bitLength() <= LONG_BITS ? (Object) integer.longValue() : integer;
    }
}
