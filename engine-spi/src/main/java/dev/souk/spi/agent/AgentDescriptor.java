package dev.souk.spi.agent;

import dev.souk.spi.limit.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says of itself. Immutable.
 *
 * @param id the same over all versions
 * @param version which version of it this is
 * @param name what people call it; 1 to 80 characters
 * @param summary what it does, in a sentence or two; 1 to 500 characters
 * @param category one word by which it is sorted, such as {@code security}
 * @param skills what it can do, at most 50
 * @param input the form of what it takes
 * @param output the form of what it answers
 * @param pricingOrNull what it asks, or null if it does not say, and then it cannot be called
 * @param timeout how long a whole call may take, with all its attempts; positive, at most an hour
 * @param attemptTimeout how long one attempt may take; at most the timeout
 * @param repeatable whether a second attempt after a failed one does no harm; only then are there any
 * @param fallback what may be answered when it fails
 * @param limits its own limits over all callers together, with different names; at most 8
 * @since 0.1
 */
public record AgentDescriptor(
        AgentId id,
        AgentVersion version,
        String name,
        String summary,
        String category,
        List<Skill> skills,
        Schema input,
        Schema output,
        @Nullable Pricing pricingOrNull,
        Duration timeout,
        Duration attemptTimeout,
        boolean repeatable,
        Fallback fallback,
        List<Limit> limits) {
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Checks the ranges and copies the lists.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public AgentDescriptor {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(fallback, "fallback");
        skills = List.copyOf(skills);
        limits = List.copyOf(limits);
        requireText(id, "name", name, 80);
        requireText(id, "summary", summary, 500);
        if (!category.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    id + ": '" + category + "' is not a category; use 1 to 40 of a-z, 0-9 and -");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(id + ": a timeout of " + timeout + " is not between 0 and one hour");
        }
        if (attemptTimeout.isNegative() || attemptTimeout.isZero() || attemptTimeout.compareTo(timeout) > 0) {
            throw new IllegalArgumentException(
                    id + ": an attempt's timeout of " + attemptTimeout + " is not between 0 and the call's " + timeout);
        }
        if (skills.size() > 50 || limits.size() > 8) {
            throw new IllegalArgumentException(
                    id + ": at most 50 skills and 8 limits, not " + skills.size() + " and " + limits.size());
        }
        if (limits.stream().map(Limit::name).distinct().count() != limits.size()) {
            throw new IllegalArgumentException(id + ": two limits have the same name");
        }
    }

    private static void requireText(AgentId id, String what, String text, int most) {
        if (text.isBlank() || text.length() > most) {
            throw new IllegalArgumentException(id + ": the " + what + " has 1 to " + most + " characters");
        }
    }

    /** What it asks, if it says so. */
    public Optional<Pricing> pricing() {
        return Optional.ofNullable(pricingOrNull);
    }

    /**
     * Begins the descriptor of an agent.
     *
     * @param id such as {@code acme.greeter}
     * @param version such as {@code 1.0.0}
     * @throws IllegalArgumentException if one is not of its form
     */
    public static Builder agent(String id, String version) {
        return new Builder(new AgentId(id), AgentVersion.parse(version));
    }

    /** Collects what an agent says of itself. Not thread-safe. */
    public static final class Builder {
        private final AgentId id;
        private final AgentVersion version;
        private String name = "";
        private String summary = "";
        private String category = "other";
        private final List<Skill> skills = new ArrayList<>();
        private final List<Limit> limits = new ArrayList<>();
        private @Nullable Schema input;
        private @Nullable Schema output;
        private @Nullable Pricing pricing;
        private Duration timeout = Duration.ofSeconds(30);
        private @Nullable Duration attemptTimeout;
        private boolean repeatable = true;
        private Fallback fallback = Fallback.NONE;

        private Builder(AgentId id, AgentVersion version) {
            this.id = id;
            this.version = version;
        }

        /** What people call it; 1 to 80 characters. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** What it does, in a sentence or two; 1 to 500 characters. */
        public Builder summary(String summary) {
            this.summary = summary;
            return this;
        }

        /** One word by which it is sorted; {@code other} if it is not said. */
        public Builder category(String category) {
            this.category = category;
            return this;
        }

        /**
         * Adds something it can do.
         *
         * @param skillId such as {@code key-phrases}
         * @param description one sentence
         */
        public Builder skill(String skillId, String description) {
            skills.add(new Skill(skillId, description));
            return this;
        }

        /** The form of what it takes. Required. */
        public Builder input(Schema input) {
            this.input = input;
            return this;
        }

        /** The form of what it answers. Required. */
        public Builder output(Schema output) {
            this.output = output;
            return this;
        }

        /** What it asks. An agent that does not say cannot be called; see {@link Pricing#free()}. */
        public Builder pricing(Pricing pricing) {
            this.pricing = pricing;
            return this;
        }

        /** How long a whole call may take, with all its attempts; 30 seconds if it is not said. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** How long one attempt may take; the whole timeout if it is not said. */
        public Builder attemptTimeout(Duration attemptTimeout) {
            this.attemptTimeout = attemptTimeout;
            return this;
        }

        /** Says that a repeat does harm, so that a failed attempt is never tried again. */
        public Builder notRepeatable() {
            this.repeatable = false;
            return this;
        }

        /** What may be answered when it fails; nothing if it is not said. */
        public Builder fallback(Fallback fallback) {
            this.fallback = fallback;
            return this;
        }

        /** Adds a limit over all callers together. */
        public Builder limit(Limit limit) {
            limits.add(limit);
            return this;
        }

        /**
         * The descriptor.
         *
         * @throws IllegalArgumentException if something required is missing or out of its range
         */
        public AgentDescriptor build() {
            if (input == null || output == null) {
                throw new IllegalArgumentException(id + " has no " + (input == null ? "input" : "output") + " schema");
            }
            return new AgentDescriptor(
                    id,
                    version,
                    name,
                    summary,
                    category,
                    skills,
                    input,
                    output,
                    pricing,
                    timeout,
                    attemptTimeout == null ? timeout : attemptTimeout,
                    repeatable,
                    fallback,
                    limits);
        }
    }
}
