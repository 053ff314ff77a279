package dev.souk.benchmarks.torture.simulation;

import dev.souk.benchmarks.torture.simulation.Market.TenantTerms;
import dev.souk.engine.call.CallResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Who calls, what they ask for and what they were told. They ask again when the answer was none; some share a key. */
final class Callers {
    private static final int SHARED_KEYS = 3;
    private static final int MOST_TRIES = 5;
    /** The longest that a call to a live engine can take, whatever happens; more is a wait that nobody ends. */
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(20);

    private final Scheduler scheduler;
    private final SplittableRandom random;
    private final Settings settings;
    private final Seen seen;
    private final Processes processes;
    private final List<SimulatedThread> threads = new ArrayList<>();
    private final Set<SimulatedThread> calling = new LinkedHashSet<>();
    private final Set<SimulatedThread> interrupted = new LinkedHashSet<>();
    private final Map<String, Question> shared = new HashMap<>();
    private final Map<Question, List<Told>> told = new LinkedHashMap<>();

    Callers(Scheduler scheduler, Settings settings, Seen seen, Processes processes) {
        this.scheduler = scheduler;
        this.random = scheduler.random();
        this.settings = settings;
        this.seen = seen;
        this.processes = processes;
    }

    void start() {
        for (int i = 0; i < settings.callers(); i++) {
            int number = i;
            threads.add(scheduler.start("caller-" + i, null, () -> callAll(number)));
        }
    }

    boolean haveEnded() {
        return threads.stream().allMatch(SimulatedThread::hasEnded);
    }

    /** What was asked with a key, and all that was told to whoever asked. */
    Map<Question, List<Told>> told() {
        return told;
    }

    private void callAll(int number) {
        for (int i = 0; i < settings.callsEach(); i++) {
            scheduler.sleep(random.nextLong(TimeUnit.MILLISECONDS.toNanos(settings.thinkMillis())), "thinks");
            Question question = draw(number + "-" + i);
            for (int tries = 1; tries <= MOST_TRIES; tries++) {
                Told answer = ask(random.nextInt(30) == 0 ? question.otherwise() : question, question);
                if (!answer.isPassing() || random.nextInt(5) == 0) {
                    break;
                }
                scheduler.sleep(random.nextLong(TimeUnit.SECONDS.toNanos(3)), "waits to ask again");
            }
        }
    }

    private Question draw(String number) {
        int kind = random.nextInt(12);
        if (kind == 0) {
            return drawn("");
        }
        if (kind < 4) {
            return shared.computeIfAbsent("shared-" + random.nextInt(SHARED_KEYS), this::drawn);
        }
        return drawn("own-" + number);
    }

    private Question drawn(String key) {
        TenantTerms tenant = Market.TENANTS.get(random.nextInt(Market.TENANTS.size()));
        return new Question(
                tenant.id(),
                "u" + random.nextInt(2),
                "d" + random.nextInt(2),
                Market.AGENTS.get(random.nextInt(Market.AGENTS.size())).id(),
                "task-" + random.nextInt(2),
                key,
                random.nextInt(6) == 0 ? 1 + random.nextInt(3_000) : 0);
    }

    private Told ask(Question question, Question name) {
        SimulatedProcess process = processes.any();
        if (process == null) {
            seen.count("seen: there was no engine to ask");
            return Told.GONE;
        }
        return ask(process, question, name);
    }

    /** Asks one engine, and writes down what it says. */
    Told ask(SimulatedProcess process, Question question, Question name) {
        SimulatedThread me = scheduler.current();
        long begun = scheduler.now();
        scheduler.note("asks", process.name(), question);
        Told answer = answer(me, process, question);
        scheduler.note("is told", answer);
        if (scheduler.now() - begun > LONGEST_NANOS) {
            scheduler.problem(question + " took " + TimeUnit.NANOSECONDS.toSeconds(scheduler.now() - begun) + " s");
        }
        boolean stillInterrupted = Thread.interrupted();
        if (interrupted.remove(me) && !stillInterrupted && answer.kind() != Told.Kind.GONE) {
            scheduler.problem("the interrupt of " + me.name() + " was swallowed");
        }
        told.computeIfAbsent(name, none -> new ArrayList<>()).add(answer);
        seen.count(answer.label());
        countReason(answer);
        return answer;
    }

    private Told answer(SimulatedThread me, SimulatedProcess process, Question question) {
        me.enter(process);
        calling.add(me);
        CallResult result = null;
        try {
            result = process.souk().call(question.call());
        } catch (Killed gone) {
            // It was killed before it could answer.
        } catch (RuntimeException | Error fault) {
            if (!process.isDead()) {
                scheduler.problem("a call threw " + fault);
            }
        } finally {
            calling.remove(me);
            me.enter(null);
        }
        return result == null || process.isDead() ? Told.GONE : Told.of(result);
    }

    private void countReason(Told answer) {
        if (answer.message().contains("commands wait to be written already")) {
            seen.count("seen: a command was refused because the queue was full");
        } else if (answer.message().contains("has not come to this within")) {
            seen.count("seen: a command was taken back because it waited too long");
        } else if (answer.message().contains("the store has been writing this for")) {
            seen.count("seen: a command was left behind while it was written");
        } else if (answer.message().contains("given up before its agent was called")) {
            seen.count("seen: an admission was lost before it was known");
        }
    }

    /** Interrupts one or a few who wait for an engine. */
    void interruptSome() {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            SimulatedThread unlucky = one();
            if (unlucky != null && interrupted.add(unlucky)) {
                seen.count("fault: a caller was interrupted");
                scheduler.interrupt(unlucky);
            }
        }
    }

    /** One who waits for an engine; null if nobody does. */
    @Nullable
    SimulatedThread one() {
        return calling.isEmpty() ? null : List.copyOf(calling).get(random.nextInt(calling.size()));
    }
}
