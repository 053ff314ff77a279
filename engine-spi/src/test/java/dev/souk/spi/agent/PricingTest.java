package dev.souk.spi.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.Credits;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PricingTest {
    private static final ModelUsage THOUSAND = new ModelUsage(600, 400);

    @Test
    void freeHasToBeSaid() {
        assertThat(Pricing.free().isFree()).isTrue();
        assertThat(Pricing.free().of(THOUSAND)).isEqualTo(Credits.ZERO);
        assertThat(Pricing.free().atMost()).isEqualTo(Credits.ZERO);
        assertThat(Pricing.perCall("0.01").isFree()).isFalse();
        assertThat(Pricing.perThousandModelTokens("0.01", 10).isFree()).isFalse();
    }

    @Test
    void aPricePerCallIsTheSameWhateverWasUsed() {
        assertThat(Pricing.perCall("0.01").of(THOUSAND)).isEqualTo(Credits.parse("0.01"));
        assertThat(Pricing.perCall("0.01").atMost()).isEqualTo(Credits.parse("0.01"));
    }

    @Test
    void modelTokensAreChargedInputAndOutputTogether() {
        Pricing pricing = Pricing.perCall("0.01").andPerThousandModelTokens("0.002", 5_000);
        assertThat(pricing.of(ModelUsage.NONE)).isEqualTo(Credits.parse("0.01"));
        assertThat(pricing.of(THOUSAND)).isEqualTo(Credits.parse("0.012"));
        assertThat(pricing.atMost()).isEqualTo(Credits.parse("0.02"));
    }

    /** Two counts that cannot be added used to be an ArithmeticException after the agent had answered. */
    @Test
    void whatIsUsedBeyondTheMaximumIsNotCharged() {
        Pricing pricing = Pricing.perThousandModelTokens("1", 1_500);
        assertThat(pricing.of(new ModelUsage(1_500, 0))).isEqualTo(Credits.parse("1.5"));
        assertThat(pricing.of(new ModelUsage(1_500, 1))).isEqualTo(Credits.parse("1.5"));
        assertThat(pricing.of(new ModelUsage(Long.MAX_VALUE, Long.MAX_VALUE))).isEqualTo(Credits.parse("1.5"));
    }

    @Test
    void aPartOfAMicroIsNotCharged() {
        Pricing pricing = Pricing.perThousandModelTokens("0.000001", 10_000);
        assertThat(pricing.of(new ModelUsage(999, 0))).isEqualTo(Credits.ZERO);
        assertThat(pricing.of(new ModelUsage(999, 1))).isEqualTo(Credits.ofMicros(1));
        assertThat(pricing.of(new ModelUsage(1_999, 0))).isEqualTo(Credits.ofMicros(1));
    }

    @Property
    void theChargeIsTheExactProductRoundedDown(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long price,
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long most,
            @ForAll @LongRange(min = 0) long used) {
        Credits charged =
                new Pricing(Credits.ZERO, Credits.ofMicros(price), price == 0 ? 0 : most).of(new ModelUsage(used, 0));
        BigInteger exact = BigInteger.valueOf(Math.min(used, most))
                .multiply(BigInteger.valueOf(price))
                .divide(BigInteger.valueOf(1_000));
        assertThat(charged.micros()).isEqualTo(exact.longValueExact());
    }

    @Nested
    class Checks {
        /** A price that no account can hold used to be taken, and then every call ended in an internal fault. */
        @Test
        void noPriceIsSoHighThatACallCouldNotBeCounted() {
            Pricing highest = Pricing.perCall("1000000").andPerThousandModelTokens("1000000", 1_000_000_000);
            assertThat(highest.atMost()).isEqualTo(Credits.parse("1000001000000"));
            assertThatThrownBy(() -> Pricing.perCall("1000000.000001"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1000000.000001");
            assertThatThrownBy(() -> Pricing.perThousandModelTokens("1000000.000001", 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void aNegativePriceIsRefused() {
            assertThatThrownBy(() -> Pricing.perCall("-0.01"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("-0.01");
            assertThatThrownBy(() -> Pricing.perThousandModelTokens("-0.01", 10))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void aTokenPriceAndItsMaximumGoTogether() {
            assertThatThrownBy(() -> Pricing.perThousandModelTokens("0.01", 0)).hasMessageContaining("go together");
            assertThatThrownBy(() -> Pricing.perThousandModelTokens("0", 10)).hasMessageContaining("go together");
            assertThatThrownBy(() -> Pricing.perThousandModelTokens("0.01", -1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Pricing.perThousandModelTokens("0.01", 1_000_000_001))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Usage {
        @Test
        void addsUp() {
            ModelUsage both = new ModelUsage(1, 2).plus(new ModelUsage(10, 20));
            assertThat(both).isEqualTo(new ModelUsage(11, 22));
            assertThat(both.totalModelTokens()).isEqualTo(33);
        }

        @Test
        void isNotNegative() {
            assertThatThrownBy(() -> new ModelUsage(-1, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new ModelUsage(0, -1)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void thatDoesNotFitIsAnError() {
            ModelUsage most = new ModelUsage(Long.MAX_VALUE, Long.MAX_VALUE);
            assertThatThrownBy(most::totalModelTokens).isInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> most.plus(new ModelUsage(1, 0))).isInstanceOf(ArithmeticException.class);
        }
    }
}
