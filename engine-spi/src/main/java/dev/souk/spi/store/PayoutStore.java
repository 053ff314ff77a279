package dev.souk.spi.store;

import dev.souk.spi.ledger.PayoutId;
import java.util.List;
import java.util.Optional;

/**
 * Reads payouts; they are written through {@link LedgerStore} alone, together with their transfers. Faults and thread-safety are
 * those of {@link LedgerStore}.
 *
 * @since 0.1
 */
public interface PayoutStore {
    /**
     * The payout with this id.
     *
     * @param id which one
     */
    Optional<Payout> find(PayoutId id);

    /**
     * A page of payouts: those asked for last first, and of those asked for at the same moment the greatest id first.
     *
     * @param query which ones; nothing comes after a payout that is not there
     */
    List<Payout> list(PayoutQuery query);
}
