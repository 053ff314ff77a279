package dev.souk.spi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectedTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    @Test
    void isInTheOrderOfDaysAndOnADayInThatOfKinds() {
        Collected early = new Collected(MONDAY, TransferKind.CALL, 3);
        Collected refund = new Collected(MONDAY, TransferKind.REFUND, -3);
        Collected late = new Collected(MONDAY.plusDays(1), TransferKind.CALL, 1);

        assertThat(List.of(late, refund, early).stream().sorted(Collected.ORDER))
                .containsExactly(early, refund, late);
    }
}
