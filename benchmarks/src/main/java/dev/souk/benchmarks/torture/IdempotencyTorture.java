package dev.souk.benchmarks.torture;

import dev.souk.benchmarks.load.Progress;
import dev.souk.engine.Souk;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Store;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * Many clients ask with the same keys, and the engine's process is killed midway; they go on with another one until each has its answer.
 * Keys come in batches: every client asks for each key of the batch in an order of its own, and each batch is interrupted by one kill.
 */
final class IdempotencyTorture implements Torture {
    private static final int CLIENTS = 64;
    private static final int BATCH = 250;
    /** After so many keys a new database is begun. */
    private static final int HISTORY = 10 * BATCH;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PATIENCE_SECONDS = 120;
    private static final Duration TIME = Duration.ofMillis(500);
    private static final Duration LEASE = Duration.ofMillis(500);
    private static final EngineProcess.Fate FATE = new EngineProcess.Fate(TIME, LEASE, null, 1);

    private final UnaryOperator<Store> decoration;

    IdempotencyTorture() {
        this(UnaryOperator.identity());
    }

    /** With books that somebody has tampered with. */
    IdempotencyTorture(UnaryOperator<Store> decoration) {
        this.decoration = decoration;
    }

    @Override
    public String name() {
        return "idempotency";
    }

    @Override
    public String description() {
        return CLIENTS
                + " clients ask with one key, and the engine's process is ended with SIGKILL midway: one execution, one charge,"
                + " one answer for all of them.";
    }

    @Override
    public List<Place.Kind> databases() {
        return List.of(Place.Kind.SQLITE, Place.Kind.POSTGRES);
    }

    @Override
    public long defaultCases() {
        return 1_000;
    }

    @Override
    public Outcome run(long seed, long cases, Place place, Progress progress) throws Exception {
        Findings findings = new Findings(BATCH);
        try (Crowd clients = new Crowd(CLIENTS)) {
            for (long first = 0; first < cases; first += HISTORY) {
                List<Batch> batches = new ArrayList<>();
                for (long at = first; at < Math.min(cases, first + HISTORY); at += BATCH) {
                    batches.add(Batch.of(seed + at, (int) Math.min(BATCH, cases - at)));
                }
                live(place.next(), batches, clients, findings, progress, (double) first / cases, cases);
            }
        }
        return findings.outcome(cases);
    }

    /** Keys that are asked for at the same time. */
    private record Batch(long seed, List<String> keys, TenantId tenant) {
        static Batch of(long seed, int size) {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                keys.add("key-" + Long.toUnsignedString(seed + i));
            }
            return new Batch(seed, keys, new TenantId("keys" + Long.toUnsignedString(seed)));
        }

        /** After how many answers the process is killed: somewhere in the middle. */
        int answersBeforeKill() {
            int all = keys.size() * CLIENTS;
            return 1 + all / 10 + new SplittableRandom(seed).nextInt(1 + all * 8 / 10);
        }

        Deque<String> inTheOrderOf(int client) {
            List<String> order = new ArrayList<>(keys);
            Collections.shuffle(order, new Random(seed * CLIENTS + client));
            return new ArrayDeque<>(order);
        }
    }

    /** One process after the other; whoever finds one gone waits for the next. */
    private record Life(EngineProcess process, CompletableFuture<Life> next) {
        static Life of(EngineProcess process) {
            return new Life(process, new CompletableFuture<>());
        }
    }

    private Souk books(Address address) {
        return address.keepIn(Market.engine(new Worker(TIME, () -> {}), LEASE), decoration)
                .build();
    }

    private void live(
            Address address,
            List<Batch> batches,
            Crowd clients,
            Findings findings,
            Progress progress,
            double before,
            long cases)
            throws Exception {
        List<Testimony> all = new ArrayList<>();
        try (Souk books = books(address)) {
            for (Batch batch : batches) {
                all.add(new Testimony(
                        batch.tenant(),
                        Market.open(books, batch.tenant(), batch.keys().size())));
            }
        }
        Life life = Life.of(EngineProcess.start(address, FATE));
        try {
            life.process().open();
            double done = before;
            for (int i = 0; i < batches.size(); i++) {
                life = ask(address, batches.get(i), all.get(i), life, clients, findings);
                done += (double) batches.get(i).keys().size() / cases;
                progress.show(done);
            }
        } finally {
            life.process().close();
        }
        try (Souk books = books(address)) {
            for (int i = 0; i < batches.size(); i++) {
                judge(books, batches.get(i), all.get(i), findings);
            }
        }
    }

    /** Has every client ask for every key, kills the process in the middle of it, and says which process is alive at the end. */
    private static Life ask(
            Address address, Batch batch, Testimony testimony, Life life, Crowd clients, Findings findings)
            throws Exception {
        CountDownLatch answers = new CountDownLatch(batch.answersBeforeKill());
        EngineProcess heir = EngineProcess.start(address, FATE);
        try {
            Crowd.Going going = clients.start(client -> askAll(batch, testimony, client, life, answers));
            if (!answers.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                findings.fail(batch.seed(), "an engine did not answer " + batch.answersBeforeKill() + " calls");
            }
            life.process().kill();
            findings.count("killed");
            heir.open();
            Life next = Life.of(heir);
            life.next().complete(next);
            going.await();
            return next;
        } catch (Exception failed) {
            heir.close();
            throw failed;
        }
    }

    private static void askAll(Batch batch, Testimony testimony, int client, Life first, CountDownLatch answers)
            throws InterruptedException, ExecutionException {
        Life life = first;
        Deque<String> left = batch.inTheOrderOf(client);
        while (!left.isEmpty()) {
            String key = left.removeFirst();
            Answer answer =
                    life.process().ask(new Question.Call(batch.tenant(), key)).get();
            testimony.told(key, answer);
            answers.countDown();
            if (answer.kind() == Answer.Kind.GONE) {
                life = life.next().get();
            }
            if (!answer.isFinal()) {
                left.addLast(key);
                if (answer.kind() != Answer.Kind.GONE && left.size() == 1) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    private static void judge(Souk books, Batch batch, Testimony testimony, Findings findings) {
        findings.failAll(batch.seed(), testimony.awaitEnds(books));
        findings.failAll(batch.seed(), testimony.contradictions(books));
        findings.failAll(batch.seed(), Testimony.audit(books));
        testimony.countInto(findings);
    }
}
