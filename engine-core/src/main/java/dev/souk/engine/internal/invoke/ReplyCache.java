package dev.souk.engine.internal.invoke;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.souk.engine.internal.admission.Admitted;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.agent.Fallback;
import dev.souk.spi.caller.TenantId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The last good replies of agents that allow them to stand in for a failed one: of the same version, to the same input with the same
 * attachments, of the same tenant. Bounded in memory and in age. Thread-safe.
 */
final class ReplyCache {
    private final Cache<Key, CheckedOutput> replies;

    private record Key(TenantId tenant, AgentId agent, AgentVersion version, String fingerprint) {
        static Key of(Admitted call) {
            return new Key(
                    call.execution().caller().tenant(),
                    call.entry().id(),
                    call.entry().version(),
                    call.execution().fingerprint());
        }
    }

    ReplyCache(long bytes, Duration time, LongSupplier ticker) {
        this.replies = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Key key, CheckedOutput reply) -> (int)
                        Math.min(Integer.MAX_VALUE, 500L + 6L * reply.text().length()))
                .expireAfterWrite(time)
                .ticker((Ticker) ticker::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    void keep(Admitted call, CheckedOutput reply) {
        if (isAllowed(call)) {
            replies.put(Key.of(call), reply);
        }
    }

    Optional<CheckedOutput> find(Admitted call) {
        return isAllowed(call) ? Optional.ofNullable(replies.getIfPresent(Key.of(call))) : Optional.empty();
    }

    private static boolean isAllowed(Admitted call) {
        return call.entry().descriptor().fallback() != Fallback.NONE;
    }
}
