package dev.souk.spi.store;

import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Reservation;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One admitted call: who called what, what was set aside for it, and how it ended. Idempotency key and reservation live in it, so
 * there is no state in which one of them is missing.
 *
 * @param id its name
 * @param caller who called
 * @param agent which agent
 * @param version which version of it
 * @param planOrNull the plan it was called on; null for a trial call
 * @param keyOrNull the caller's idempotency key, if there was one
 * @param fingerprint a digest of what was asked for, in hexadecimal; the same key with another fingerprint is refused
 * @param reservation what is or was set aside
 * @param startedAt when it was admitted
 * @param endOrNull how it ended; null while it runs
 * @since 0.1
 */
public record Execution(
        ExecutionId id,
        Caller caller,
        AgentId agent,
        AgentVersion version,
        @Nullable PlanId planOrNull,
        @Nullable String keyOrNull,
        String fingerprint,
        Reservation reservation,
        Instant startedAt,
        @Nullable ExecutionEnd endOrNull) {
    /** Checks that what must be there is there. */
    public Execution {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(reservation, "reservation");
        Objects.requireNonNull(startedAt, "startedAt");
    }

    /** Where it stands. */
    public ExecutionState state() {
        return endOrNull == null ? ExecutionState.RUNNING : endOrNull.state();
    }

    /** Whether it has not ended yet. */
    public boolean isRunning() {
        return endOrNull == null;
    }

    /** How it ended, if it has. */
    public Optional<ExecutionEnd> end() {
        return Optional.ofNullable(endOrNull);
    }

    /** The plan it was called on, unless it was a trial call. */
    public Optional<PlanId> plan() {
        return Optional.ofNullable(planOrNull);
    }

    /** Its idempotency key, if there was one. */
    public Optional<IdempotencyKey> key() {
        return Optional.ofNullable(keyOrNull).map(key -> new IdempotencyKey(caller.tenant(), caller.user(), key));
    }

    /** The same execution, ended in this way. */
    public Execution ended(ExecutionEnd end) {
        return new Execution(
                id, caller, agent, version, planOrNull, keyOrNull, fingerprint, reservation, startedAt, end);
    }

    /** The same execution with its reservation in a new epoch, so that whoever ran it can no longer end it. */
    public Execution fenced() {
        return fencedAbove(reservation.epoch());
    }

    /** The same execution with its reservation in an epoch above its own and this one. */
    public Execution fencedAbove(long epoch) {
        return with(
                new Reservation(reservation.legs(), Math.max(reservation.epoch(), epoch) + 1, reservation.expiresAt()));
    }

    /** The same execution with its reservation held until then. */
    public Execution leasedUntil(Instant expiresAt) {
        return with(new Reservation(reservation.legs(), reservation.epoch(), expiresAt));
    }

    private Execution with(Reservation other) {
        return new Execution(
                id, caller, agent, version, planOrNull, keyOrNull, fingerprint, other, startedAt, endOrNull);
    }
}
