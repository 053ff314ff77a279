package dev.souk.engine.call;

import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.caller.ApiKeyId;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.store.IdempotencyKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A wish to have an agent do something, made with {@link #to}. Immutable, and it may be called any number of times.
 *
 * @since 0.1
 */
public final class Call {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final AgentId agent;
    private final Caller caller;
    private final CallInput input;
    private final @Nullable AgentVersion version;
    private final List<Attachment> attachments;
    private final @Nullable ApiKeyId apiKey;
    private final @Nullable String idempotencyKey;
    private final @Nullable Duration timeout;
    private final Consumer<String> chunkListener;

    private Call(Builder builder, Caller caller) {
        this.agent = builder.agent;
        this.caller = caller;
        this.input = builder.input;
        this.version = builder.version;
        this.attachments = List.copyOf(builder.attachments);
        this.apiKey = builder.apiKey;
        this.idempotencyKey = builder.idempotencyKey;
        this.timeout = builder.timeout;
        this.chunkListener = builder.chunkListener;
    }

    /**
     * Begins a call to an agent.
     *
     * @param agent its id, such as {@code souk.summarizer}
     * @throws IllegalArgumentException if the id is not of its form
     */
    public static Builder to(String agent) {
        return new Builder(new AgentId(agent));
    }

    /**
     * Begins a call to an agent.
     *
     * @param agent its id
     */
    public static Builder to(AgentId agent) {
        return new Builder(agent);
    }

    /** Which agent is called. */
    public AgentId agent() {
        return agent;
    }

    /** Which version of it, unless the newest will do. */
    public Optional<AgentVersion> version() {
        return Optional.ofNullable(version);
    }

    /** Who calls. */
    public Caller caller() {
        return caller;
    }

    /** The API key the call is made with, if the host knows one. */
    public Optional<ApiKeyId> apiKey() {
        return Optional.ofNullable(apiKey);
    }

    /** What the agent is given. */
    public CallInput input() {
        return input;
    }

    /** The files that come with the call, in order. */
    public List<Attachment> attachments() {
        return attachments;
    }

    /** The caller's idempotency key, if there is one. */
    public Optional<String> idempotencyKey() {
        return Optional.ofNullable(idempotencyKey);
    }

    /** How long the caller wants to wait at most, if it says so. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** Who hears the pieces that the agent sends while it works. */
    public Consumer<String> chunkListener() {
        return chunkListener;
    }

    /** Collects what a call is made of. Not thread-safe. */
    public static final class Builder {
        private final AgentId agent;
        private final List<Attachment> attachments = new ArrayList<>();
        private @Nullable Caller caller;
        private CallInput input = new CallInput.OfMap(Map.of());
        private @Nullable AgentVersion version;
        private @Nullable ApiKeyId apiKey;
        private @Nullable String idempotencyKey;
        private @Nullable Duration timeout;
        private Consumer<String> chunkListener = chunk -> {};

        private Builder(AgentId agent) {
            this.agent = Objects.requireNonNull(agent, "agent");
        }

        /** Who calls. Required. */
        public Builder by(Caller caller) {
            this.caller = caller;
            return this;
        }

        /**
         * The API key the call is made with, so that it counts in the key's budgets; without one it counts in those of the user and
         * the tenant alone.
         *
         * @param key the key's public name, never its text
         */
        public Builder apiKey(ApiKeyId key) {
            this.apiKey = key;
            return this;
        }

        /** What the agent is given, as plain values; an empty object if nothing is said. */
        public Builder input(Map<String, ?> values) {
            this.input = new CallInput.OfMap(values);
            return this;
        }

        /** What the agent is given, as a record. */
        public Builder input(Record value) {
            this.input = new CallInput.OfRecord(value);
            return this;
        }

        /** What the agent is given, as the text of a JSON object. */
        public Builder inputJson(String text) {
            this.input = new CallInput.OfJson(text);
            return this;
        }

        /**
         * Which version of the agent; the newest release if nothing is said.
         *
         * @param version such as {@code 1.4.0}
         * @throws IllegalArgumentException if it is not a semantic version
         */
        public Builder version(String version) {
            this.version = AgentVersion.parse(version);
            return this;
        }

        /** Adds a file. */
        public Builder attach(Attachment attachment) {
            attachments.add(attachment);
            return this;
        }

        /**
         * Names the call, so that sending it again gives the first answer again and charges nothing.
         *
         * @param key 1 to 255 printable ASCII characters
         * @throws IllegalArgumentException if it is not of that form
         */
        public Builder idempotencyKey(String key) {
            if (!IdempotencyKey.isWellFormed(key)) {
                throw new IllegalArgumentException("an idempotency key has 1 to 255 printable ASCII characters");
            }
            this.idempotencyKey = key;
            return this;
        }

        /**
         * How long to wait at most, if that is less than the agent's own time.
         *
         * @param timeout positive, at most an hour
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder timeout(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a timeout of " + timeout + " is not between 0 and one hour");
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Listens to the pieces the agent sends while it works. The listener is called by the agent's thread and returns quickly;
         * after a failed attempt the pieces of the next one follow.
         */
        public Builder onChunk(Consumer<String> listener) {
            this.chunkListener = listener;
            return this;
        }

        /**
         * The call.
         *
         * @throws IllegalArgumentException if nobody calls
         */
        public Call build() {
            if (caller == null) {
                throw new IllegalArgumentException(
                        "a call to " + agent + " needs a caller: .by(Caller.of(tenant, user))");
            }
            return new Call(this, caller);
        }
    }
}
