package dev.souk.spi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.spi.Credits;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.store.Payout.Decision;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayoutTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T09:00:00Z");

    private static Payout payout(long micros, String memo, String by) {
        return new Payout(new PayoutId("march"), "acme-labs", Credits.ofMicros(micros), memo, by, MONDAY, null);
    }

    @Test
    void standsWhereItsDecisionHasPutIt() {
        Payout requested = payout(5, "", "ann");

        assertThat(requested.state()).isEqualTo(PayoutState.REQUESTED);
        assertThat(requested.decision()).isEmpty();
        Decision yes = new Decision(true, "bob", TUESDAY, "fine");
        assertThat(requested.decided(yes).state()).isEqualTo(PayoutState.APPROVED);
        assertThat(requested.decided(yes).decision()).contains(yes);
        assertThat(requested.decided(new Decision(false, "bob", TUESDAY, "")).state())
                .isEqualTo(PayoutState.REJECTED);
    }

    @Test
    void keepsEverythingElseWhenItIsDecided() {
        Decision yes = new Decision(true, "bob", TUESDAY, "fine");

        assertThat(payout(5, "March", "ann").decided(yes))
                .isEqualTo(new Payout(
                        new PayoutId("march"), "acme-labs", Credits.ofMicros(5), "March", "ann", MONDAY, yes));
    }

    @Test
    void knowsWhoAskedForItHoweverTheNameIsWritten() {
        assertThat(payout(5, "", "Ann").isRequestedBy("aNN")).isTrue();
        assertThat(payout(5, "", "Ann").isRequestedBy("Anna")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void isOfAPositiveAmount(long micros) {
        assertThatIllegalArgumentException().isThrownBy(() -> payout(micros, "", "ann"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann b", "änn", "a\nn", "\u007f"})
    void isAskedForAndDecidedBySomebodyWithAPrintableName(String person) {
        assertThatIllegalArgumentException().isThrownBy(() -> payout(5, "", person));
        assertThatIllegalArgumentException().isThrownBy(() -> new Decision(true, person, TUESDAY, ""));
    }

    @Test
    void hasNamesAndMemosUpToTheirLengthAndNoLonger() {
        String person = "p".repeat(Payout.MAX_PERSON);
        String memo = "m".repeat(Payout.MAX_MEMO);

        assertThat(payout(5, memo, person)
                        .decided(new Decision(true, person, TUESDAY, memo))
                        .memo())
                .isEqualTo(memo);
        assertThatIllegalArgumentException().isThrownBy(() -> payout(5, memo + "m", person));
        assertThatIllegalArgumentException().isThrownBy(() -> payout(5, memo, person + "p"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Decision(true, person, TUESDAY, memo + "m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-march", ".march", "_march", "ma rch", "märz", "march/1", "３"})
    void hasAnIdOfPlainCharacters(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PayoutId(value))
                .withMessageContaining("payout id");
    }

    @Test
    void hasAnIdOfUpTo64CharactersAndALongerOneIsShownInPart() {
        String longest = "a".repeat(64);

        assertThat(new PayoutId(longest)).hasToString(longest).isGreaterThan(new PayoutId("A1._-z"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PayoutId(longest + "a"))
                .withMessageContaining("a".repeat(40) + "…");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_001})
    void isListedInPagesOf1To1000(int most) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PayoutQuery(null, null, null, most));
        assertThat(new PayoutQuery("acme-labs", PayoutState.REQUESTED, null, 1_000).most())
                .isEqualTo(1_000);
    }
}
