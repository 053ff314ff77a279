package dev.souk.benchmarks.torture;

import dev.souk.benchmarks.load.Progress;
import dev.souk.engine.Souk;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** Kills every process of the PostgreSQL server while an engine works on it; the engine lives on, and so do its callers. */
final class KillDatabaseTorture implements Torture {
    private static final int CALLERS = 32;
    /** How many calls are answered before the server is killed, at most, and again after it is back. */
    private static final int MOST_ANSWERS = 600;

    private static final int MOST_DELAY_MICROS = 20_000;
    private static final long PATIENCE_SECONDS = 120;
    /** How long a caller waits before the next call when there is no database. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final int HISTORY = 100;
    private static final long PLENTY = 1_000_000;
    private static final Duration TIME = Duration.ofSeconds(3);
    private static final Duration LEASE = Duration.ofSeconds(2);

    private final UnaryOperator<Store> decoration;

    KillDatabaseTorture() {
        this(UnaryOperator.identity());
    }

    /** On a store that somebody has tampered with. */
    KillDatabaseTorture(UnaryOperator<Store> decoration) {
        this.decoration = decoration;
    }

    @Override
    public String name() {
        return "kill-database";
    }

    @Override
    public String description() {
        return "Every process of the PostgreSQL server is ended with SIGKILL under load, and it starts again: the books are right,"
                + " every acknowledged call is there, one that was refused is not, and the unknown ones can be asked for.";
    }

    @Override
    public List<Place.Kind> databases() {
        return List.of(Place.Kind.POSTGRES);
    }

    @Override
    public long defaultCases() {
        return 15;
    }

    @Override
    public Outcome run(long seed, long cases, Place place, Progress progress) throws Exception {
        PostgresServer server = place.server()
                .orElseThrow(() -> new IllegalArgumentException(
                        "kill-database ends the processes of a server of its own; leave --url away"));
        Findings findings = new Findings();
        try (Crowd callers = new Crowd(CALLERS)) {
            for (long first = 0; first < cases; first += HISTORY) {
                try (Souk souk = place.next()
                        .keepIn(Market.engine(new Worker(TIME, () -> {}), LEASE), decoration)
                        .build()) {
                    for (long i = first; i < Math.min(cases, first + HISTORY); i++) {
                        killOnce(server, souk, callers, seed + i, findings);
                        progress.show((i + 1.0) / cases);
                    }
                }
            }
        }
        return findings.outcome(cases);
    }

    private static void killOnce(PostgresServer server, Souk souk, Crowd callers, long seed, Findings findings)
            throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        TenantId tenant = new TenantId("kill" + Long.toUnsignedString(seed));
        Testimony testimony = new Testimony(tenant, Market.open(souk, tenant, PLENTY));
        CountDownLatch before = new CountDownLatch(1 + random.nextInt(MOST_ANSWERS));
        CountDownLatch after = new CountDownLatch(1 + random.nextInt(MOST_ANSWERS));
        AtomicBoolean back = new AtomicBoolean();
        Crowd.Going calls = callers.start(caller -> {
            for (int i = 0; after.getCount() > 0; i++) {
                String key = caller + "-" + i;
                boolean wasBack = back.get();
                Answer answer = Market.call(souk, tenant, key);
                testimony.told(key, answer);
                if (answer.kind() == Answer.Kind.RECEIPT) {
                    (wasBack ? after : before).countDown();
                } else {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        });
        try {
            await(before, seed, "before the server was killed", findings);
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(MOST_DELAY_MICROS)));
            server.kill();
            server.startAgain();
            back.set(true);
            await(after, seed, "after the server was back", findings);
        } finally {
            while (after.getCount() > 0) {
                after.countDown();
            }
        }
        calls.await();
        judge(souk, testimony, seed, findings);
    }

    private static void await(CountDownLatch answers, long seed, String when, Findings findings)
            throws InterruptedException {
        if (!answers.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            findings.fail(seed, answers.getCount() + " more calls should have been answered " + when);
        }
    }

    private static void judge(Souk souk, Testimony testimony, long seed, Findings findings) {
        testimony.countInto(findings);
        findings.failAll(seed, Testimony.audit(souk));
        findings.failAll(seed, testimony.awaitEnds(souk));
        findings.failAll(seed, testimony.contradictions(souk));
        for (String key : testimony.keysToldOnly(Answer.Kind.UNKNOWN)) {
            findings.failAll(seed, testimony.askAgain(souk, key));
        }
        findings.failAll(seed, testimony.contradictions(souk));
        findings.failAll(seed, Testimony.audit(souk));
    }
}
