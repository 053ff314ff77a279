package dev.souk.engine;

import dev.souk.engine.call.AuditReport;
import dev.souk.engine.call.RebuildReport;
import dev.souk.engine.internal.ledger.Bookkeeping;
import dev.souk.engine.internal.ledger.LedgerAudit;
import dev.souk.engine.internal.ledger.LedgerRebuild;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.LedgerRoot;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proof of the books: an audit of all that was ever posted, and the roots over it.
 *
 * <p>Thread-safe. Every method throws {@link SoukException} with {@link ErrorCode#STORE_UNAVAILABLE} if the store does not answer.
 *
 * @since 0.1
 */
@Singleton
public final class LedgerView {
    private final Store store;
    private final Bookkeeping bookkeeping;

    @Inject
    LedgerView(Store store, Bookkeeping bookkeeping) {
        this.store = store;
        this.bookkeeping = bookkeeping;
    }

    /** Adds the whole journal up again, as it is at one moment, and says whether accounts, statements, chains and roots agree with it. */
    public AuditReport audit() {
        return audit(store, null);
    }

    /**
     * The same for a store without an engine: one that is only read, because an engine runs on it elsewhere.
     *
     * @param store where the ledger is
     * @param keptOrNull a root that was kept elsewhere and must be among those of the ledger, so that an older backup that was restored
     *     is noticed; null if there is none
     */
    public static AuditReport audit(Store store, @Nullable LedgerRoot keptOrNull) {
        return LedgerAudit.of(store.ledger(), keptOrNull);
    }

    /**
     * Makes everything again that follows from the journal, compares it with what is there, and changes nothing.
     *
     * @param store where the ledger is
     */
    public static RebuildReport rebuild(Store store) {
        return LedgerRebuild.of(store.ledger());
    }

    /**
     * Roots, the newest first.
     *
     * @param before only roots with a smaller number; {@link Long#MAX_VALUE} for the newest
     * @param most 1 to 1,000
     */
    public List<LedgerRoot> roots(long before, int most) {
        return store.ledger().roots(before, most);
    }

    /**
     * Makes a root over all that was posted up to now, besides those that the engine makes once an hour.
     *
     * @return the root; nothing if nothing was posted since the last one, or another engine is making one at this moment
     */
    public Optional<LedgerRoot> seal() {
        return bookkeeping.seal();
    }
}
