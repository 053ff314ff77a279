package dev.souk.benchmarks.torture.simulation;

import dev.souk.benchmarks.torture.simulation.Weather.Fault;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way of one process to the store that all share. Each question is two steps, one before it is done and one before its answer is
 * heard; between them others run, the process may be killed, and the weather draws what befalls it.
 *
 * <p>A few questions are asked under a lock of the engine's: those by which caches load, and those with which an engine enters and leaves.
 * For them time passes and faults come as for all others, but nobody else runs meanwhile: they would wait for that lock, of which the
 * scheduler knows nothing.
 */
final class Connection {
    private static final Set<String> WRITES = Set.of(
            "ledger.transact",
            "ledger.rollUp",
            "ledger.seal",
            "leases.enter",
            "session.renew",
            "session.takeOverOwn",
            "session.takeOverExpired",
            "tenants.insert",
            "tenants.changePlan",
            "apiKeys.insert",
            "apiKeys.revoke",
            "budgets.set",
            "budgets.remove");
    private static final Set<String> LOCKED =
            Set.of("tenants.find", "budgets.of", "leases.enter", "session.first", "session.close");
    private static final String SESSION = "session.";
    private static final long MOST_PASSING = 2_000_000;

    private final SimulatedProcess process;
    private final Scheduler scheduler;
    private final Weather weather;
    private final Seen seen;
    private boolean closed;

    Connection(SimulatedProcess process, Scheduler scheduler, Weather weather, Seen seen) {
        this.process = process;
        this.scheduler = scheduler;
        this.weather = weather;
        this.seen = seen;
    }

    /** Something that is asked of the real store. */
    @FunctionalInterface
    interface Question {
        @Nullable
        Object ask() throws Throwable;
    }

    /** From now on nothing is answered. */
    void close() {
        closed = true;
    }

    /**
     * Asks something.
     *
     * @param name what, such as {@code ledger.transact}
     * @throws Throwable what the question throws, or what befalls it
     */
    @Nullable
    Object ask(String name, Question question) throws Throwable {
        if (LOCKED.contains(name)) {
            return askLocked(name, question);
        }
        scheduler.step(name);
        requireOpen();
        if (isAway(name)) {
            seen.count("fault: the store was away");
            throw unavailable();
        }
        boolean writes = WRITES.contains(name);
        Fault fault = weather.draw(writes);
        if (fault == Fault.NONE && isBrokenByInterrupt()) {
            seen.count("fault: a question was broken by an interrupt");
            throw unavailable();
        }
        Object answer = answer(name, question, fault);
        scheduler.step("answered");
        if (writes && isAway(name)) {
            loseReply(name);
            seen.count("fault: the store went away before its answer");
            throw Weather.unknown();
        }
        return answer;
    }

    private @Nullable Object answer(String name, Question question, Fault fault) throws Throwable {
        switch (fault) {
            case NONE -> {
                return question.ask();
            }
            case SLOW -> {
                seen.count("fault: the store was slow");
                boolean before = scheduler.random().nextBoolean();
                scheduler.sleep(before ? weather.slowNanos() : 0, "slow");
                requireOpen();
                Object answer = question.ask();
                scheduler.sleep(before ? 0 : weather.slowNanos(), "slow to answer");
                return answer;
            }
            case UNAVAILABLE -> {
                seen.count("fault: the store was unavailable");
                throw unavailable();
            }
            case UNKNOWN_NOT_DONE -> {
                seen.count("fault: the outcome was unknown, and it was not done");
                scheduler.step("outcome unknown, not done");
                throw Weather.unknown();
            }
            case UNKNOWN_DONE -> {
                question.ask();
                loseReply(name);
                seen.count("fault: the outcome was unknown, and it was done");
                scheduler.step("outcome unknown, done");
                throw Weather.unknown();
            }
        }
        throw new IllegalStateException("no such fault: " + fault);
    }

    /** A refused connection shows at once, or after some time. */
    private SoukException unavailable() {
        scheduler.sleep(scheduler.random().nextInt(3) == 0 ? weather.slowNanos() : 0, "unavailable");
        return Weather.unavailable();
    }

    private @Nullable Object askLocked(String name, Question question) throws Throwable {
        scheduler.note(name);
        scheduler.pass(1 + scheduler.random().nextLong(MOST_PASSING));
        if (name.equals("session.close")) {
            return question.ask();
        }
        requireOpen();
        Fault fault = isAway(name) ? Fault.UNAVAILABLE : weather.draw(WRITES.contains(name));
        switch (fault) {
            case NONE -> {}
            case SLOW -> {
                seen.count("fault: the store was slow");
                scheduler.pass(weather.slowNanos());
            }
            case UNAVAILABLE -> {
                seen.count("fault: the store was unavailable");
                throw Weather.unavailable();
            }
            case UNKNOWN_NOT_DONE, UNKNOWN_DONE -> {
                // A session that was begun on the connection that is lost ends with it.
                seen.count("fault: the outcome was unknown, and it was not done");
                throw Weather.unknown();
            }
        }
        return question.ask();
    }

    private boolean isAway(String name) {
        return weather.isAway(process, name.startsWith(SESSION));
    }

    private void loseReply(String name) {
        if (name.equals("ledger.transact")) {
            scheduler.current().loseReply();
        }
    }

    private boolean isBrokenByInterrupt() {
        return !weather.isCalm()
                && Thread.currentThread().isInterrupted()
                && scheduler.random().nextBoolean();
    }

    private void requireOpen() {
        if (closed) {
            throw new SoukException(ErrorCode.STORE_UNAVAILABLE, "the simulated store is closed; nothing was done");
        }
    }
}
