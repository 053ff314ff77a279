package dev.souk.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditsTest {
    @Property
    boolean everyAmountIsReadBackAsItIsPrinted(@ForAll long micros) {
        return Credits.parse(Credits.ofMicros(micros).toString()).equals(new Credits(micros));
    }

    @Property
    boolean whatIsPrintedIsTheSameNumber(@ForAll long micros) {
        return new BigDecimal(Credits.ofMicros(micros).toString())
                        .compareTo(BigDecimal.valueOf(micros).movePointLeft(6))
                == 0;
    }

    @Nested
    class Reading {
        @ParameterizedTest
        @CsvSource({
            "0, 0",
            "-0, 0",
            "0.000001, 1",
            "-0.000001, -1",
            "1, 1000000",
            "0012.500, 12500000",
            "12.5, 12500000",
            "9223372036854.775807, 9223372036854775807",
            "-9223372036854.775808, -9223372036854775808"
        })
        void aPlainDecimalIsReadExactly(String text, long micros) {
            assertThat(Credits.parse(text).micros()).isEqualTo(micros);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "1 ",
                    " 1",
                    "+1",
                    "1.",
                    ".5",
                    "1,5",
                    "1e3",
                    "1E3",
                    "0x10",
                    "NaN",
                    "Infinity",
                    "--1",
                    "1.0000001",
                    "１２",
                    "٣",
                    "1_000",
                    "1\n",
                    "9223372036854.775808",
                    "-9223372036854.775809",
                    "99999999999999"
                })
        void anythingElseIsRefused(String text) {
            assertThatThrownBy(() -> Credits.parse(text))
                    .isInstanceOfSatisfying(
                            SoukException.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.INVALID_AMOUNT));
        }

        @Test
        void aRefusalShowsOnlyTheBeginningOfALongText() {
            assertThatThrownBy(() -> Credits.parse("9".repeat(100_000)))
                    .isInstanceOf(SoukException.class)
                    .satisfies(no -> assertThat(no.getMessage()).hasSizeLessThan(200));
        }
    }

    @Nested
    class Counting {
        @Test
        void sumsAndDifferencesAreExact() {
            Credits price = Credits.parse("0.1");
            assertThat(price.plus(Credits.parse("0.2"))).isEqualTo(Credits.parse("0.3"));
            assertThat(price.minus(Credits.parse("0.2"))).isEqualTo(Credits.parse("-0.1"));
        }

        @Test
        void whatDoesNotFitIsAnErrorAndNotAnotherAmount() {
            assertThatThrownBy(() -> Credits.ofMicros(Long.MAX_VALUE).plus(Credits.ofMicros(1)))
                    .isInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> Credits.ofMicros(Long.MIN_VALUE).minus(Credits.ofMicros(1)))
                    .isInstanceOf(ArithmeticException.class);
        }

        @Test
        void amountsAreOrdered() {
            assertThat(Credits.parse("-1")).isLessThan(Credits.ZERO);
            assertThat(Credits.parse("2")).isGreaterThan(Credits.parse("1.999999"));
            assertThat(Credits.ofMicros(1).isPositive()).isTrue();
            assertThat(Credits.ofMicros(-1).isPositive()).isFalse();
            assertThat(Credits.ZERO.isZero()).isTrue();
            assertThat(Credits.ofMicros(1).isZero()).isFalse();
        }
    }
}
