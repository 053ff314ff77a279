package dev.souk.engine.internal.tenant;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.souk.engine.config.SoukConfig;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Store;
import dev.souk.spi.store.Tenant;
import dev.souk.spi.store.TenantStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The tenants, through a short-lived cache. What is changed here counts at once; what another engine on the same store changes counts
 * when the cached value is too old. A tenant that is not there is not remembered.
 *
 * <p>Thread-safe.
 */
@Singleton
public final class Tenants {
    /**
     * About how many are remembered; then the cache begins anew. It does not keep book of who is asked for how often, because that costs
     * each call more than the look-up itself.
     */
    static final long MAX_CACHED = 50_000;

    private final TenantStore store;
    private final LoadingCache<TenantId, Tenant> cache;

    /**
     * The tenants of this store.
     *
     * @param store where they are kept
     * @param config says how long one is believed
     * @param ticker elapsed nanoseconds
     */
    @Inject
    public Tenants(Store store, SoukConfig config, LongSupplier ticker) {
        this.store = store.tenants();
        this.cache = Caffeine.newBuilder()
                .expireAfterWrite(config.tenantCacheTime())
                .ticker((Ticker) ticker::getAsLong)
                .build(this::load);
    }

    @SuppressWarnings("NullAway") // a loader says with null that there is nothing to remember
    private Tenant load(TenantId id) {
        return store.find(id).orElse(null);
    }

    /** The tenant with this id, as it was at most one cache time ago. */
    public Optional<Tenant> find(TenantId id) {
        Tenant known = cache.getIfPresent(id);
        if (known == null) {
            if (cache.estimatedSize() >= MAX_CACHED) {
                cache.invalidateAll();
            }
            known = cache.get(id);
        }
        return Optional.ofNullable(known);
    }

    /** How many are remembered. */
    long remembered() {
        cache.cleanUp();
        return cache.estimatedSize();
    }

    /** Tenants in the order of their ids; see {@link TenantStore#list}. */
    public List<Tenant> list(@Nullable TenantId after, int most) {
        return store.list(after, most);
    }

    /** Registers a tenant, and says whether it is new. */
    public boolean register(Tenant tenant) {
        boolean isNew = store.insert(tenant);
        cache.invalidate(tenant.id());
        return isNew;
    }

    /** Asks the store for a tenant when it is next looked for, because something of it has changed. */
    public void forget(TenantId id) {
        cache.invalidate(id);
    }

    /** Gives a tenant a plan, or takes it away, and says whether there is such a tenant. */
    public boolean changePlan(TenantId id, @Nullable PlanId plan) {
        boolean known = store.changePlan(id, plan);
        cache.invalidate(id);
        return known;
    }
}
