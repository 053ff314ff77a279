package dev.souk.testkit;

import static dev.souk.testkit.StoreContractSamples.NOON;
import static dev.souk.testkit.StoreContractSamples.transferId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Payout;
import dev.souk.spi.store.PayoutQuery;
import dev.souk.spi.store.PayoutState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Payouts: written with the transfers that belong to them, decided once, and listed. */
abstract class PayoutStoreContract extends StoreContractPart {
    @Test
    void aPayoutIsReadBackFieldForFieldBeforeAndAfterTheDecision() {
        Payout march = payout("march", "souk", NOON);
        Payout april = payout("april", "other", NOON.plusSeconds(1));
        request(march, april);

        assertThat(store().payouts().find(march.id())).contains(march);
        assertThat(store().payouts().find(new PayoutId("may"))).isEmpty();
        assertThat(loaded("march", "april", "may"))
                .containsOnly(Map.entry(march.id(), march), Map.entry(april.id(), april));

        Payout approved = decided(march, true);
        Payout rejected = decided(april, false);
        write(StoreContractChanges.none().decide(approved, rejected).build());

        assertThat(store().payouts().find(march.id())).contains(approved);
        assertThat(loaded("april")).containsOnly(Map.entry(april.id(), rejected));
    }

    @Test
    void aPayoutIsWrittenWithItsTransfersOrNotAtAll() {
        Payout march = payout("march", "souk", NOON);
        request(march);

        assertRefused(StoreContractChanges.none().request(payout("april", "souk", NOON), march));
        assertRefused(StoreContractChanges.none().request(march).transfer(fees("t1")));
        assertThat(store().payouts().find(new PayoutId("april"))).isEmpty();
        assertThat(store().ledger().account(AccountId.PLATFORM_FEES)).isEmpty();

        write(StoreContractChanges.none()
                .request(payout("april", "souk", NOON))
                .transfer(fees("t1"))
                .build());
        assertThat(store().ledger().account(AccountId.PLATFORM_FEES)).isPresent();
        assertRefused(
                StoreContractChanges.none().request(payout("may", "souk", NOON)).transfer(fees("t1")));
        assertThat(store().payouts().find(new PayoutId("may"))).isEmpty();
    }

    @Test
    void thereIsOneDecisionOverAPayoutThatIsThere() {
        Payout march = payout("march", "souk", NOON);
        request(march);
        write(StoreContractChanges.none().decide(decided(march, true)).build());

        assertRefused(StoreContractChanges.none().decide(decided(march, false)));
        assertRefused(StoreContractChanges.none().decide(decided(payout("april", "souk", NOON), false)));

        assertThat(store().payouts().find(march.id())).map(Payout::state).contains(PayoutState.APPROVED);
        assertThat(store().payouts().find(new PayoutId("april"))).isEmpty();
    }

    @Test
    void aPayoutMayBeRequestedAndDecidedAtOnce() {
        Payout over = decided(payout("march", "souk", NOON), false);
        request(over);

        assertThat(store().payouts().find(over.id())).contains(over);
    }

    @Test
    void payoutsAreListedByPublisherAndStateTheNewestFirstInPages() {
        List<Payout> all = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            Payout payout = payout(
                    "p" + (char) ('a' + number), number % 2 == 0 ? "souk" : "other", NOON.plusSeconds(number / 3));
            request(payout);
            if (number % 3 != 0) {
                payout = decided(payout, number % 3 == 1);
                write(StoreContractChanges.none().decide(payout).build());
            }
            all.add(0, payout);
        }

        assertThat(list(null, null, null, 1_000)).containsExactlyElementsOf(all);
        assertThat(list("souk", null, null, 1_000))
                .containsExactlyElementsOf(all.stream()
                        .filter(payout -> payout.publisher().equals("souk"))
                        .toList());
        for (PayoutState state : PayoutState.values()) {
            assertThat(list("other", state, null, 1_000))
                    .hasSize(2)
                    .containsExactlyElementsOf(all.stream()
                            .filter(payout -> payout.publisher().equals("other") && payout.state() == state)
                            .toList());
        }
        List<Payout> paged = new ArrayList<>();
        List<Payout> page = list(null, null, null, 5);
        while (!page.isEmpty()) {
            paged.addAll(page);
            page = list(null, null, page.get(page.size() - 1).id(), 5);
        }
        assertThat(paged).isEqualTo(all);
        assertThat(list(null, null, new PayoutId("nowhere"), 5)).isEmpty();
    }

    private List<Payout> list(
            @Nullable String publisher, @Nullable PayoutState state, @Nullable PayoutId before, int most) {
        return store().payouts().list(new PayoutQuery(publisher, state, before, most));
    }

    private Map<PayoutId, Payout> loaded(String... ids) {
        return store().ledger()
                .transact(transaction -> transaction.payouts(sorted(ids.length, number -> new PayoutId(ids[number]))));
    }

    private void request(Payout... payouts) {
        write(StoreContractChanges.none().request(payouts).build());
    }

    private void assertRefused(StoreContractChanges changes) {
        assertThatThrownBy(() -> write(changes.build()))
                .isInstanceOfSatisfying(
                        SoukException.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.INTERNAL));
    }

    private static Payout payout(String id, String publisher, Instant at) {
        return new Payout(
                new PayoutId(id),
                publisher,
                Credits.ofMicros(Long.MAX_VALUE - id.length()),
                "Märzabrechnung 🐪 'q' \"d\" \\ \n end",
                "operator/ann@example.com",
                at,
                null);
    }

    private static Payout decided(Payout payout, boolean approved) {
        return payout.decided(new Payout.Decision(
                approved, "operator/bob", payout.requestedAt().plusSeconds(90), approved ? "" : "not yet; 'why'"));
    }

    private static Transfer fees(String id) {
        return new Transfer(
                transferId(id),
                TransferKind.PAYOUT_REQUEST,
                NOON,
                null,
                "",
                List.of(
                        new Posting(AccountId.PLATFORM_FEES, 5, 0, 0),
                        new Posting(AccountId.earningsOf("souk"), -5, 0, 0)));
    }
}
