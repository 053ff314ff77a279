package dev.souk.engine.internal.memory;

import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.store.Payout;
import dev.souk.spi.store.PayoutQuery;
import dev.souk.spi.store.PayoutStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The payouts in memory. Lists are found by looking at all of them. */
final class MemoryPayoutStore implements PayoutStore {
    private static final Comparator<Payout> NEWEST_FIRST =
            Comparator.comparing(Payout::requestedAt).thenComparing(Payout::id).reversed();

    private final Vault vault;

    MemoryPayoutStore(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Optional<Payout> find(PayoutId id) {
        return vault.with(tables -> Optional.ofNullable(tables.payouts.get(id)));
    }

    @Override
    public List<Payout> list(PayoutQuery query) {
        return vault.with(tables -> {
            Payout before = query.beforeOrNull() == null ? null : tables.payouts.get(query.beforeOrNull());
            if (query.beforeOrNull() != null && before == null) {
                return List.of();
            }
            return tables.payouts.values().stream()
                    .filter(payout -> query.publisherOrNull() == null
                            || query.publisherOrNull().equals(payout.publisher()))
                    .filter(payout -> query.stateOrNull() == null || query.stateOrNull() == payout.state())
                    .filter(payout -> before == null || NEWEST_FIRST.compare(payout, before) > 0)
                    .sorted(NEWEST_FIRST)
                    .limit(query.most())
                    .toList();
        });
    }
}
