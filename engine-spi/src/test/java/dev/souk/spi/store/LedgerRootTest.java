package dev.souk.spi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.spi.ledger.AccountId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LedgerRootTest {
    private static LedgerRoot root(long number, long accounts) {
        return new LedgerRoot(number, Instant.EPOCH, "", accounts, "digest", "", "");
    }

    @Test
    void isNumberedFrom1AndCoversOneAccountOrMore() {
        assertThat(root(1, 1).number()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> root(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> root(1, 0));
    }

    @Test
    void hasLeavesThatSayWhereAChainEnded() {
        LedgerRoot.Leaf leaf = new LedgerRoot.Leaf(AccountId.PLATFORM_FEES, 7, "link");

        assertThat(leaf.account()).isEqualTo(AccountId.PLATFORM_FEES);
        assertThat(leaf.sequence()).isEqualTo(7);
        assertThat(leaf.link()).isEqualTo("link");
    }
}
