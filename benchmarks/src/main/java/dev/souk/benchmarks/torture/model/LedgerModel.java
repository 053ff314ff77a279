package dev.souk.benchmarks.torture.model;

import dev.souk.engine.call.AuditReport;
import dev.souk.spi.store.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;

/**
 * Compares the engine with the model: random histories, one after the other, each with tenants of its own; after each step the two say the
 * same of the step and of every account, at the end of calls, statements and usage too, and every so many histories the whole ledger
 * is audited and a new store begun.
 *
 * <p>History {@code i} of a run with the seed {@code s} is made from {@code s + i} alone. One that fails is shrunk, on stores of its own,
 * to a shortest one that fails. Not thread-safe, and one run at a time in a JVM.
 */
public final class LedgerModel {
    /** How many shorter histories are tried at most, to find the shortest that fails. */
    static final int MAX_SHRINKS = 1_000;

    private static final int GENERATOR_SIZE = 1_000;
    private static final Pattern DETAILS = Pattern.compile("[:;].*");
    private static final Pattern NUMBERS = Pattern.compile("(,? (of|charge|tokens|left|available))? #?[0-9]+");

    private final Callable<Store> stores;
    private final int historiesPerStore;
    private final boolean leasesFollowTheEngine;
    private final Map<String, Long> outcomes = new TreeMap<>();
    private long steps;
    private long named;

    /**
     * What a run came to.
     *
     * @param histories how many were run
     * @param steps how many steps they had
     * @param outcomes how often each kind of outcome was seen
     * @param failureOrNull the first history that failed; then the run ended
     */
    public record Report(
            long histories,
            long steps,
            Map<String, Long> outcomes,
            @Nullable FailedHistory failureOrNull) {
        /** Copies the map. */
        public Report {
            outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
        }

        /** The first history that failed, if one did. */
        public Optional<FailedHistory> failure() {
            return Optional.ofNullable(failureOrNull);
        }
    }

    /**
     * A history in which engine and model do not say the same.
     *
     * @param seed with which a run of one history shows it again
     * @param steps the shortest that was found
     * @param problem what was said, and what should have been
     */
    public record FailedHistory(long seed, List<String> steps, String problem) {
        /** Copies the list. */
        public FailedHistory {
            steps = List.copyOf(steps);
        }

        /** For people, over several lines. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("the history with seed " + seed + " fails; its shortest form:");
            for (String step : steps) {
                text.append("\n  ").append(step);
            }
            return text.append("\n").append(problem).toString();
        }
    }

    /** Whether a history fails. */
    private interface Fails {
        boolean with(List<Step> history) throws Exception;
    }

    /** The engine does not say what the model says. */
    private static final class Differs extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean byAudit;

        Differs(String problem, boolean byAudit) {
            super(problem);
            this.byAudit = byAudit;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /**
     * A comparison over such stores.
     *
     * @param stores opens a new and empty store
     * @param historiesPerStore after how many histories the ledger is audited and a new store is begun
     * @param leasesFollowTheEngine whether its leases end by the clock of the engine. Those of a store for several engines end by the
     *     database's; no history is long enough for that, and then no call expires
     */
    public LedgerModel(Callable<Store> stores, int historiesPerStore, boolean leasesFollowTheEngine) {
        this.stores = stores;
        this.historiesPerStore = historiesPerStore;
        this.leasesFollowTheEngine = leasesFollowTheEngine;
    }

    /**
     * Runs histories until one fails.
     *
     * @param seed of the first
     * @param histories how many; positive
     * @param progress told after each how many were run
     * @throws Exception if a store cannot be opened, or nothing moves any more
     */
    public Report run(long seed, long histories, LongConsumer progress) throws Exception {
        outcomes.clear();
        steps = 0;
        JqwikSession.start();
        try {
            RandomGenerator<List<Step>> generator = World.histories().generator(GENERATOR_SIZE);
            for (long done = 0; done < histories; ) {
                long group = Math.min(historiesPerStore, histories - done);
                FailedHistory failed = runGroup(generator, seed + done, group, done, progress);
                if (failed != null) {
                    return new Report(failed.seed() - seed + 1, steps, outcomes, failed);
                }
                done += group;
                JqwikSession.finishTry();
            }
            return new Report(histories, steps, outcomes, null);
        } finally {
            JqwikSession.finish();
        }
    }

    private @Nullable FailedHistory runGroup(
            RandomGenerator<List<Step>> generator, long firstSeed, long count, long before, LongConsumer progress)
            throws Exception {
        try (Engine engine = open(firstSeed)) {
            for (long i = 0; i < count; i++) {
                Shrinkable<List<Step>> history = history(generator, firstSeed + i);
                Differs differs = tryToPlay(engine, nextNames(), history.value());
                if (differs != null) {
                    return shortest(firstSeed + i, history, differs);
                }
                progress.accept(before + i + 1);
            }
            Differs wrong = audit(engine);
            return wrong == null ? null : findAlone(generator, firstSeed, count, wrong);
        }
    }

    /** A history of the group has left the ledger wrong: finds out which, each on a store of its own. */
    private FailedHistory findAlone(RandomGenerator<List<Step>> generator, long firstSeed, long count, Differs wrong)
            throws Exception {
        for (long i = 0; i < count; i++) {
            Shrinkable<List<Step>> history = history(generator, firstSeed + i);
            Differs alone = playAlone(history.value());
            if (alone != null) {
                return shortest(firstSeed + i, history, alone);
            }
        }
        return new FailedHistory(
                firstSeed,
                List.of("all " + count + " histories from this seed on, one after the other on one store"),
                "none of them fails alone; " + wrong.getMessage());
    }

    private Names nextNames() {
        return Names.of(named++);
    }

    private static Shrinkable<List<Step>> history(RandomGenerator<List<Step>> generator, long seed) {
        return generator.next(new Random(new SplittableRandom(seed).nextLong()));
    }

    private Engine open(long seed) throws Exception {
        return new Engine(stores.call(), new SplittableRandom(seed));
    }

    private FailedHistory shortest(long seed, Shrinkable<List<Step>> failed, Differs differs) throws Exception {
        if (playAlone(failed.value()) == null) {
            return failedHistory(
                    seed,
                    failed.value(),
                    differs.getMessage() + "\nAlone on a store it does not fail, but only after those before it.");
        }
        // Many histories on one store are quicker than a store for each; only the audit is of a whole store.
        try (Engine shared = open(seed)) {
            Fails fails =
                    history -> (differs.byAudit ? playAlone(history) : tryToPlay(shared, nextNames(), history)) != null;
            List<Step> shortest = withoutIdleSteps(shrunk(failed, fails), fails);
            Differs alone = playAlone(shortest);
            return alone == null
                    ? failedHistory(seed, failed.value(), differs.getMessage())
                    : failedHistory(seed, shortest, alone.getMessage());
        }
    }

    private static List<Step> shrunk(Shrinkable<List<Step>> failed, Fails fails) throws Exception {
        Shrinkable<List<Step>> best = failed;
        Iterator<Shrinkable<List<Step>>> candidates = best.shrink().iterator();
        for (int tries = 0; candidates.hasNext() && tries < MAX_SHRINKS; ) {
            Shrinkable<List<Step>> next = candidates.next();
            if (next.distance().compareTo(best.distance()) < 0) {
                tries++;
                if (fails.with(next.value())) {
                    best = next;
                    candidates = best.shrink().iterator();
                }
            }
        }
        return best.value();
    }

    /** Numbers can use up all tries before the last step that does nothing is gone. */
    private static List<Step> withoutIdleSteps(List<Step> failed, Fails fails) throws Exception {
        List<Step> best = failed;
        for (int i = failed.size() - 1; i >= 0; i--) {
            List<Step> shorter = new ArrayList<>(best);
            shorter.remove(i);
            if (!shorter.isEmpty() && fails.with(shorter)) {
                best = shorter;
            }
        }
        return best;
    }

    private static FailedHistory failedHistory(long seed, List<Step> steps, String problem) {
        return new FailedHistory(seed, steps.stream().map(Step::toString).toList(), problem);
    }

    private @Nullable Differs playAlone(List<Step> history) throws Exception {
        try (Engine engine = open(0)) {
            Differs differs = tryToPlay(engine, Names.of(0), history);
            return differs != null ? differs : audit(engine);
        }
    }

    private @Nullable Differs tryToPlay(Engine engine, Names names, List<Step> history) throws InterruptedException {
        try {
            play(engine, names, history);
            return null;
        } catch (Differs differs) {
            return differs;
        } catch (RuntimeException thrown) {
            return new Differs("something that the model does not know is thrown: " + thrown, false);
        }
    }

    private static @Nullable Differs audit(Engine engine) {
        AuditReport report = engine.souk().credits().audit();
        return report.isClean() ? null : new Differs("the audit finds " + report.findings(), true);
    }

    private void play(Engine engine, Names names, List<Step> history) throws Differs, InterruptedException {
        Driver driver = new Driver(engine, names);
        Model model = new Model(names, driver.shared(), engine.now(), leasesFollowTheEngine);
        try {
            for (int i = 0; i < history.size(); i++) {
                Step step = history.get(i);
                compare(model, driver, step, "step " + (i + 1) + ", " + step);
            }
            while (model.working() > 0) {
                compare(model, driver, new Step.Answer(0, 0, false), "the end");
            }
            if (driver.hasHadBudgets()) {
                compare(model, driver, new Step.Finish(), "the end of all budgets");
            }
            compareHistory(model, driver);
            model.notes().forEach(note -> outcomes.merge(note, 1L, Long::sum));
        } finally {
            driver.end();
        }
    }

    private void compare(Model model, Driver driver, Step step, String where) throws Differs, InterruptedException {
        String expected = model.apply(step);
        String actual = driver.apply(step);
        requireSame(where, expected, actual);
        requireSame("accounts after " + where, model.state(), driver.state());
        steps++;
        outcomes.merge(kind(expected), 1L, Long::sum);
    }

    private static void compareHistory(Model model, Driver driver) throws Differs {
        requireSame("number of calls", model.calls(), driver.listed());
        for (int call = 0; call < model.calls(); call++) {
            requireSame("call #" + call, model.call(call), driver.call(call));
        }
        requireSame("statements", model.statements(), driver.statements());
        requireSame("payouts", model.payouts(), driver.payouts());
        requireSame("usage", model.usage(), driver.usage());
    }

    private static void requireSame(String what, Object expected, Object actual) throws Differs {
        if (!Objects.equals(expected, actual)) {
            throw new Differs(what + "\n  model:  " + expected + "\n  engine: " + actual, false);
        }
    }

    /** An outcome without its numbers, and without what stands behind a colon or semicolon. */
    private static String kind(String outcome) {
        return NUMBERS.matcher(DETAILS.matcher(outcome).replaceFirst("")).replaceAll("");
    }
}
