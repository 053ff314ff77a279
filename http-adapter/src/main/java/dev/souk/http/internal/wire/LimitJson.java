package dev.souk.http.internal.wire;

import dev.souk.engine.call.Refusal;
import dev.souk.spi.limit.Limit;
import dev.souk.spi.limit.LimitRequest;
import dev.souk.spi.limit.LimitStatus;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One limit, as it stands or as an agent declares it.
 *
 * @param name which limit
 * @param holder whose it is, a word: the tenant, the user or the agent
 * @param kind {@code window} or {@code in-flight}
 * @param permits how many there are
 * @param windowSeconds in which time; null for calls in flight
 * @param used how many count now
 * @param remaining how many are left
 * @param resetSeconds how long until it is whole again, rounded up
 */
public record LimitJson(
        String name,
        @Nullable String holder,
        String kind,
        long permits,
        @Nullable BigDecimal windowSeconds,
        @Nullable Long used,
        @Nullable Long remaining,
        @Nullable Long resetSeconds) {
    /** How full a limit is. */
    public static LimitJson of(LimitStatus status) {
        return of(
                status.request().limit(),
                holder(status.request()),
                status.used(),
                status.remaining(),
                status.resetAfter());
    }

    /** The limit that stopped a call. */
    public static LimitJson of(Refusal.RateLimited limited) {
        LimitRequest request = new LimitRequest(limited.holder(), limited.limit());
        return of(limited.limit(), holder(request), null, limited.remaining(), limited.resetAfter());
    }

    /** A limit that an agent declares. */
    public static LimitJson of(Limit limit) {
        return of(limit, null, null, null, null);
    }

    private static LimitJson of(
            Limit limit,
            @Nullable String holder,
            @Nullable Long used,
            @Nullable Long remaining,
            @Nullable Duration resetAfter) {
        return new LimitJson(
                limit.name(),
                holder,
                limit instanceof Limit.Window ? "window" : "in-flight",
                limit.permits(),
                limit instanceof Limit.Window window ? Seconds.exactly(window.length()) : null,
                used,
                remaining,
                resetAfter == null ? null : Seconds.roundedUp(resetAfter));
    }

    /** The kind of a holder; the rest of its name would tell one caller about another. */
    private static String holder(LimitRequest request) {
        int slash = request.holder().indexOf('/');
        return slash < 0 ? request.holder() : request.holder().substring(0, slash);
    }
}
