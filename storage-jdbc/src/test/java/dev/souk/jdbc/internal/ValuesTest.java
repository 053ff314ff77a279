package dev.souk.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Posting;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Positive;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How values are written into columns. */
class ValuesTest {
    @Property
    void instantsAreReadBackToTheMicrosecond(
            @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
            @ForAll @net.jqwik.api.constraints.IntRange(max = 999_999_999) int nano) {
        Instant instant = Instant.ofEpochSecond(second, nano);
        assertThat(Micros.toInstant(Micros.of(instant)))
                .isEqualTo(Instant.ofEpochSecond(second, nano / 1_000 * 1_000L));
    }

    @Property
    void textsThatCanBeStoredStayAsTheyAre(@ForAll String text) {
        String storable = Texts.storable(text);
        assertThat(Texts.storable(storable)).isEqualTo(storable);
        assertThat(storable).hasSameSizeAs(text).doesNotContain("\0");
    }

    @Property
    void legsAreReadBack(@ForAll List<@Positive Long> amounts) {
        List<Leg> legs = IntStream.range(0, amounts.size())
                .mapToObj(i -> new Leg(AccountId.trialOf(new TenantId("a"), new UserId("u" + i)), amounts.get(i)))
                .toList();
        assertThat(Legs.parse(Legs.toText(legs))).isEqualTo(legs);
    }

    @Nested
    class Text {
        @Test
        void withoutACharacterGetsAReplacement() {
            assertThat(Texts.storable("a\0b")).isEqualTo("a\uFFFDb");
            assertThat(Texts.storable("a\uD83Db")).isEqualTo("a\uFFFDb");
            assertThat(Texts.storable("\uDC2A")).isEqualTo("\uFFFD");
            assertThat(Texts.storable("🐪 \uD83D")).isEqualTo("🐪 \uFFFD");
            assertThat(Texts.storable("🐪")).isEqualTo("🐪");
            assertThat(Texts.storable(null)).isNull();
        }
    }

    @Nested
    class LegsText {
        @Test
        void isCompact() {
            assertThat(Legs.toText(List.of(
                            new Leg(AccountId.creditsOf(new TenantId("acme")), 12_500_000),
                            new Leg(AccountId.trialOf(new DeviceId("phone")), 1))))
                    .isEqualTo("12500000 tenant/acme 1 device-trial/phone");
            assertThat(Legs.toText(List.of())).isEmpty();
        }

        @Test
        void thatIsNoneIsRefused() {
            assertThatThrownBy(() -> Legs.parse("1 tenant/acme 2")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Legs.parse("x tenant/acme")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Legs.parse("1 nobody/acme")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class PostingsAsText {
        private final List<Posting> postings = List.of(
                new Posting(AccountId.creditsOf(new TenantId("acme")), -10_500, 17, 989_500, "qL8R4Q"),
                new Posting(AccountId.PLATFORM_FEES, 10_500, 0, 0));

        @Test
        void areReadAsTheyWereWritten() {
            String text = Postings.toText(postings);
            assertThat(text).isEqualTo("-10500 tenant/acme 17 989500 qL8R4Q 10500 platform-fees 0 0 -");
            assertThat(Postings.parse(text)).isEqualTo(postings);
            assertThat(Postings.parse(Postings.toText(List.of()))).isEmpty();
        }

        @Test
        void thatAreDamagedAreRefused() {
            assertThatThrownBy(() -> Postings.parse("1 tenant/acme 2")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Postings.parse("x tenant/acme 1 1")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Postings.parse("1 nobody/acme 1 1")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
