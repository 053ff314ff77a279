package dev.souk.engine.internal.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.Credits;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PaidQuoteProperties {
    private static final long HIGHEST = 1_000_000_000_000L;

    @Property
    void thePartsSumToTheWholeAndThePublisherGetsItsShareRoundedDown(
            @ForAll @LongRange(max = HIGHEST) long plan,
            @ForAll @LongRange(max = HIGHEST) long perCall,
            @ForAll @LongRange(min = 1, max = HIGHEST) long perThousand,
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long most,
            @ForAll @LongRange(max = 2_000_000_000L) long used,
            @ForAll @IntRange(max = 10_000) int basisPoints) {
        Pricing pricing = new Pricing(Credits.ofMicros(perCall), Credits.ofMicros(perThousand), most);
        PaidQuote quote = new PaidQuote(new TenantId("acme"), Credits.ofMicros(plan), pricing, "indie", basisPoints);
        ModelUsage usage = new ModelUsage(used, 0);
        List<Leg> legs = quote.payment(usage);
        long asked = pricing.of(usage).micros();
        assertThat(legs.stream().mapToLong(Leg::amount).sum()).isZero();
        assertThat(amount(legs, quote.balanceOf()))
                .isEqualTo(-quote.charge(usage).micros());
        assertThat(quote.charge(usage).micros()).isEqualTo(plan + asked);
        assertThat(amount(legs, AccountId.earningsOf("indie")))
                .isEqualTo(BigInteger.valueOf(asked)
                        .multiply(BigInteger.valueOf(basisPoints))
                        .divide(BigInteger.valueOf(10_000))
                        .longValueExact());
        assertThat(quote.charge(usage))
                .isLessThanOrEqualTo(Credits.ofMicros(amount(quote.reserved(), quote.balanceOf())));
    }

    private static long amount(List<Leg> legs, AccountId account) {
        return legs.stream()
                .filter(leg -> leg.account().equals(account))
                .mapToLong(Leg::amount)
                .sum();
    }
}
