package dev.souk.benchmarks.torture.simulation;

import dev.souk.benchmarks.torture.simulation.AgentWork.Attempts;
import dev.souk.benchmarks.torture.simulation.SimulatedProcess.Surroundings;
import dev.souk.engine.SoukBuilder;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.limit.Limit;
import dev.souk.spi.limit.LimitStatus;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionQuery;
import dev.souk.spi.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * One simulation from its seed: engines on one store, callers and a clerk, and all that can go wrong. In the end nothing goes wrong any more,
 * whatever runs has ended, and what everybody was told is held against the books.
 *
 * <p>Used once.
 */
final class Simulation {
    private static final Instant START = Instant.parse("2026-01-31T23:59:00.123456Z");
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final long POLL = TimeUnit.SECONDS.toNanos(1);
    /** How much longer than its lease a reservation may be held: an engine's idea of the store's time is as old as its longest question. */
    private static final Duration BEYOND = Duration.ofSeconds(30);

    private final Scheduler scheduler;
    private final Settings settings;
    private final Weather weather;
    private final Seen seen = new Seen();
    private final Attempts attempts = new Attempts();
    private final Store store = SoukBuilder.newMemoryStore();
    private final Surroundings around;
    private final Processes processes;
    private final Callers callers;
    private final Clerk clerk;

    /**
     * What a simulation came to.
     *
     * @param digest of all its steps
     * @param steps how many there were
     * @param counts what was seen, how often
     * @param problems what must not be
     * @param lines its steps in words, if they were asked for
     */
    record Report(long digest, long steps, Map<String, Long> counts, List<String> problems, List<String> lines) {}

    /**
     * A simulation that has not begun.
     *
     * @param seed decides everything
     * @param workers what it runs on
     * @param decoration put around the store of each engine, to see that a wrong one is found out
     * @param inWords whether its steps are kept in words
     */
    Simulation(long seed, Workers workers, UnaryOperator<Store> decoration, boolean inWords) {
        SplittableRandom random = new SplittableRandom(seed);
        this.settings = Settings.draw(random);
        this.scheduler = new Scheduler(workers, random, new Trace(inWords));
        this.weather = new Weather(scheduler);
        InstantSource storeClock = () -> START.plusNanos(scheduler.now() / 1_000 * 1_000);
        this.around = new Surroundings(scheduler, weather, settings, seen, attempts, storeClock, store, decoration);
        this.processes = new Processes(around);
        this.callers = new Callers(scheduler, settings, seen, processes);
        this.clerk = new Clerk(scheduler, seen, processes, callers);
    }

    Report run() {
        scheduler.run(this::world);
        List<String> problems = new ArrayList<>(scheduler.problems());
        if (problems.isEmpty()) {
            problems.addAll(new Judge(store, attempts).contradictions(callers.told(), clerk));
        }
        Trace trace = scheduler.trace();
        return new Report(trace.digest(), trace.steps(), seen.counts(), problems, trace.lines());
    }

    private void world() {
        begin();
        weather.calm(settings.calm());
        callers.start();
        SimulatedThread entries = scheduler.start("clerk", null, clerk::work);
        if (!settings.calm()) {
            Chaos chaos = new Chaos(around, processes, callers);
            scheduler.start("chaos", null, chaos::reign);
        }
        require(HOUR, "calls and entries come to an end", () -> callers.haveEnded() && entries.hasEnded());
        weather.calm(true);
        recover();
        askAgain();
        if (settings.calm()) {
            lookForFalseAlarms();
        }
        end();
    }

    /** Waits for something that must come about. */
    private void require(long nanos, String what, java.util.function.BooleanSupplier condition) {
        if (!scheduler.await("waits until " + what, nanos, condition)) {
            scheduler.problem("it is not so that " + what);
            scheduler.stop(what);
            scheduler.step("gives up");
        }
    }

    private void begin() {
        for (int i = 0; i < settings.engines(); i++) {
            processes.start();
        }
        require(HOUR, "all engines are up", () -> processes.up().size() == settings.engines());
        SimulatedThread me = scheduler.current();
        SimulatedProcess first = processes.up().get(0);
        me.enter(first);
        clerk.open(first.souk(), settings);
        me.enter(null);
    }

    /** Somebody ends what those left who are gone, no later than their leases do. */
    private void recover() {
        if (processes.alive().isEmpty()) {
            processes.start();
        }
        require(
                HOUR,
                "an engine is up and none stalls",
                () -> processes.alive().size() == processes.up().size()
                        && processes.up().stream().allMatch(process -> process.stalledUntil() < scheduler.now()));
        Duration most = settings.lease()
                .multipliedBy(2)
                .plus(Duration.ofSeconds(2L * settings.recoverySeconds()))
                .plus(BEYOND);
        long until = scheduler.now() + most.toNanos();
        while (running() > 0 && scheduler.now() < until) {
            scheduler.sleep(POLL, "waits until all executions have ended");
        }
        if (running() > 0) {
            scheduler.problem(running() + " executions still run, and their leases have long been over");
        }
    }

    private long running() {
        return Market.TENANTS.stream()
                .flatMap(tenant ->
                        store
                                .executions()
                                .list(new ExecutionQuery(new TenantId(tenant.id()), null, null, 1_000))
                                .stream())
                .filter(Execution::isRunning)
                .count();
    }

    /** Whoever had no answer with a key asks once more, and now has one. */
    private void askAgain() {
        SimulatedProcess process = processes.up().get(0);
        for (Map.Entry<Question, List<Told>> asked : List.copyOf(callers.told().entrySet())) {
            List<Told> answers = asked.getValue();
            boolean open = answers.stream().noneMatch(Told::isFinal)
                    && !answers.stream().allMatch(Told::saysNothingDone);
            if (open && !asked.getKey().key().isEmpty()) {
                Told last = callers.ask(process, asked.getKey(), asked.getKey());
                seen.count("seen: somebody asked once more in the end");
                if (!last.isFinal() && !last.saysNothingDone()) {
                    scheduler.problem(asked.getKey() + " was asked once more and told " + last);
                }
            }
        }
    }

    /** Where nothing went wrong nothing looks as if it did: nobody was left waiting, and nobody heard of trouble. */
    private void lookForFalseAlarms() {
        seen.count("seen: a calm simulation");
        if (seen.of(Seen.TIMED_OUT) > 0) {
            scheduler.problem("somebody waited until the end of its time, and nothing was slow");
        }
        callers.told()
                .forEach((question, answers) -> answers.stream()
                        .filter(answer -> answer.kind() != Told.Kind.RECEIPT
                                && answer.kind() != Told.Kind.RUNNING
                                && !(answer.kind() == Told.Kind.REFUSED && !answer.isInvalidInput())
                                && !answer.code().equals("agent_timeout"))
                        .forEach(answer ->
                                scheduler.problem(question + " was told " + answer + " when nothing was wrong")));
    }

    /** Nothing is left in flight, and every engine closes, with all its threads. */
    private void end() {
        SimulatedThread me = scheduler.current();
        List<SimulatedThread> closing = new ArrayList<>();
        for (SimulatedProcess process : processes.up()) {
            me.enter(process);
            for (Market.TenantTerms tenant : Market.TENANTS) {
                for (LimitStatus limit : process.souk().limits().of(Caller.of(tenant.id(), "u0"))) {
                    if (limit.request().limit() instanceof Limit.InFlight && limit.used() > 0) {
                        scheduler.problem(process.name() + " still counts calls in flight: " + limit);
                    }
                }
            }
            me.enter(null);
            closing.add(processes.close(process));
        }
        require(HOUR, "engines close", () -> closing.stream().allMatch(SimulatedThread::hasEnded));
        require(HOUR, "all threads end", () -> scheduler.isAlone(me));
    }
}
