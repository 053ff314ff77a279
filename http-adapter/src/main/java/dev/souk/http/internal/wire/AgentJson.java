package dev.souk.http.internal.wire;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.souk.engine.call.AgentInfo;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.Skill;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One version of an agent, with all that it says of itself.
 *
 * @param id its id
 * @param version its version
 * @param name what people call it
 * @param summary what it does
 * @param publisher who earns its price
 * @param category one word by which it is sorted
 * @param skills what it can do
 * @param pricing what it asks on top of the plan's price; null if it does not say, and then it cannot be called
 * @param timeoutSeconds how long a call may take
 * @param attemptTimeoutSeconds how long one attempt may take
 * @param repeatable whether a failed attempt is tried again
 * @param fallback what may be answered when it fails: {@code none} and so on
 * @param limits its own limits
 * @param inputSchema the JSON Schema of its input
 * @param outputSchema the JSON Schema of its output
 * @param origin the plugin it came from, or {@code host}
 * @param versions all versions there are, the newest first
 */
public record AgentJson(
        String id,
        String version,
        String name,
        String summary,
        String publisher,
        String category,
        List<Skill> skills,
        @Nullable PricingJson pricing,
        BigDecimal timeoutSeconds,
        BigDecimal attemptTimeoutSeconds,
        boolean repeatable,
        String fallback,
        List<LimitJson> limits,
        @JsonRawValue String inputSchema,
        @JsonRawValue String outputSchema,
        String origin,
        List<String> versions) {
    /**
     * What an agent asks.
     *
     * @param perCall credits for each call
     * @param perThousandModelTokens credits for each 1,000 model tokens
     * @param maxModelTokens the most model tokens that are charged
     */
    public record PricingJson(String perCall, String perThousandModelTokens, long maxModelTokens) {
        static @Nullable PricingJson of(@Nullable Pricing pricing) {
            return pricing == null
                    ? null
                    : new PricingJson(
                            pricing.perCall().toString(),
                            pricing.perThousandModelTokens().toString(),
                            pricing.maxModelTokens());
        }
    }

    /**
     * One line of the catalog.
     *
     * @param id its id
     * @param version its newest version
     * @param name what people call it
     * @param summary what it does
     * @param category one word by which it is sorted
     * @param skills what it can do
     * @param pricing what it asks
     */
    public record Line(
            String id,
            String version,
            String name,
            String summary,
            String category,
            List<String> skills,
            @Nullable PricingJson pricing) {
        /** This agent. */
        public static Line of(AgentInfo info) {
            AgentDescriptor agent = info.descriptor();
            return new Line(
                    agent.id().value(),
                    agent.version().toString(),
                    agent.name(),
                    agent.summary(),
                    agent.category(),
                    agent.skills().stream().map(Skill::id).toList(),
                    PricingJson.of(agent.pricingOrNull()));
        }
    }

    /**
     * How the versions of an agent do.
     *
     * @param id its id
     * @param available whether a call to the newest release goes through to it
     * @param versions each version, the newest first
     */
    public record Status(String id, boolean available, List<VersionStatus> versions) {}

    /**
     * How one version does.
     *
     * @param version which
     * @param breaker {@code closed}, {@code open} or {@code half_open}
     * @param origin the plugin it came from, or {@code host}
     */
    public record VersionStatus(String version, String breaker, String origin) {
        /** This version. */
        public static VersionStatus of(AgentInfo info) {
            return new VersionStatus(
                    info.descriptor().version().toString(),
                    info.breaker().name().toLowerCase(Locale.ROOT),
                    info.origin());
        }
    }

    /**
     * This version of an agent.
     *
     * @param info the version
     * @param all every version, the newest first
     */
    public static AgentJson of(AgentInfo info, List<AgentInfo> all) {
        AgentDescriptor agent = info.descriptor();
        return new AgentJson(
                agent.id().value(),
                agent.version().toString(),
                agent.name(),
                agent.summary(),
                agent.id().publisher(),
                agent.category(),
                agent.skills(),
                PricingJson.of(agent.pricingOrNull()),
                Seconds.exactly(agent.timeout()),
                Seconds.exactly(agent.attemptTimeout()),
                agent.repeatable(),
                agent.fallback().name().toLowerCase(Locale.ROOT),
                agent.limits().stream().map(LimitJson::of).toList(),
                info.inputSchema(),
                info.outputSchema(),
                info.origin(),
                all.stream()
                        .map(other -> other.descriptor().version().toString())
                        .toList());
    }
}
