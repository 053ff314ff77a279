package dev.souk.benchmarks.torture;

import dev.souk.benchmarks.load.Progress;
import dev.souk.engine.Souk;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * Kills an engine's process while it takes calls, at a named point or at any time, and looks at the books afterwards. One database lives
 * through many kills.
 */
final class KillTorture implements Torture {
    private static final int CALLERS = 8;
    /** Of so many cases more than there are points, one is killed at each point and the others at any time. */
    private static final int AT_ANY_TIME = 3;

    private static final int MOST_PASSES = 12;
    private static final int MOST_ANSWERS = 60;
    private static final int MOST_DELAY_MICROS = 3_000;
    private static final long PATIENCE_SECONDS = 60;
    /** After so many kills a new database is begun, so that auditing it does not take all the time. */
    private static final int HISTORY = 200;

    private static final long PLENTY = 1_000_000;
    private static final Duration TIME = Duration.ofMillis(600);
    private static final Duration LEASE = Duration.ofMillis(500);

    private final UnaryOperator<Store> decoration;

    KillTorture() {
        this(UnaryOperator.identity());
    }

    /** With books that somebody has tampered with. */
    KillTorture(UnaryOperator<Store> decoration) {
        this.decoration = decoration;
    }

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public String description() {
        return "An engine's process is ended with SIGKILL, at named points and at any time: the books are right, every acknowledged"
                + " call, refund and payout is there, once, every execution ends, no reservation outlives its lease.";
    }

    @Override
    public List<Place.Kind> databases() {
        return List.of(Place.Kind.SQLITE, Place.Kind.POSTGRES);
    }

    @Override
    public long defaultCases() {
        return 30;
    }

    @Override
    public Outcome run(long seed, long cases, Place place, Progress progress) throws Exception {
        Findings findings = new Findings();
        try (Crowd crowd = new Crowd(CALLERS)) {
            for (long first = 0; first < cases; first += HISTORY) {
                long begun = first;
                long here = Math.min(HISTORY, cases - first);
                new History(place.next(), crowd, findings)
                        .live(seed + first, here, done -> progress.show((double) (begun + done) / cases));
            }
        }
        return findings.outcome(cases);
    }

    /** What is killed, when, and by how much later. */
    private record Case(long seed, EngineProcess.Fate fate, int answers, int delayMicros) {
        static Case of(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            KillPoint[] points = KillPoint.values();
            int which = (int) Math.floorMod(seed, (long) points.length + AT_ANY_TIME);
            KillPoint point = which < points.length ? points[which] : null;
            return new Case(
                    seed,
                    new EngineProcess.Fate(TIME, LEASE, point, 1 + random.nextInt(MOST_PASSES)),
                    1 + random.nextInt(MOST_ANSWERS),
                    random.nextInt(MOST_DELAY_MICROS));
        }

        String label() {
            KillPoint point = fate.pointOrNull();
            return point == null ? "at any time" : point.label();
        }

        TenantId tenant() {
            return new TenantId("kill" + Long.toUnsignedString(seed));
        }
    }

    /** Told how many cases are done. */
    @FunctionalInterface
    private interface Done {
        void cases(long done);
    }

    /** The life of one database. */
    private final class History {
        private final Address address;
        private final Crowd crowd;
        private final Findings findings;
        private final List<Testimony> all = new ArrayList<>();
        private CashTestimony.Sums sums = CashTestimony.Sums.NONE;

        History(Address address, Crowd crowd, Findings findings) {
            this.address = address;
            this.crowd = crowd;
            this.findings = findings;
        }

        void live(long seed, long cases, Done progress) throws Exception {
            Testimony testimony;
            sums = new CashTestimony.Sums(Market.endow(address, decoration).micros(), 0, 0);
            try (Souk books = books()) {
                testimony = begin(books, Case.of(seed));
            }
            EngineProcess next = start(Case.of(seed));
            try {
                for (long i = 0; i < cases; i++) {
                    Case now = Case.of(seed + i);
                    CashTestimony cash = new CashTestimony(now.tenant());
                    try (EngineProcess process = next) {
                        process.open();
                        // Warms up while this one lives.
                        next = i + 1 < cases ? start(Case.of(seed + i + 1)) : process;
                        killDuringCalls(process, now, testimony, cash);
                    }
                    try (Souk books = books()) {
                        judge(books, now, testimony, cash);
                        if (i + 1 < cases) {
                            testimony = begin(books, Case.of(seed + i + 1));
                        } else {
                            judgeAll(books, now);
                        }
                    }
                    progress.cases(i + 1);
                }
            } finally {
                next.close();
            }
        }

        private EngineProcess start(Case next) throws IOException {
            return EngineProcess.start(address, next.fate());
        }

        /** An engine in this process. */
        private Souk books() {
            return address.keepIn(Market.engine(new Worker(TIME, () -> {}), LEASE), decoration)
                    .build();
        }

        private Testimony begin(Souk books, Case next) {
            Testimony testimony = new Testimony(next.tenant(), Market.open(books, next.tenant(), PLENTY));
            all.add(testimony);
            return testimony;
        }

        private void killDuringCalls(EngineProcess process, Case now, Testimony testimony, CashTestimony cash)
                throws Exception {
            CountDownLatch answers = new CountDownLatch(now.answers());
            Crowd.Going calls =
                    crowd.start(caller -> new KillCaller(process, testimony, cash, answers::countDown, caller).run());
            if (now.fate().pointOrNull() != null) {
                process.awaitPoint();
            } else if (answers.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(now.delayMicros()));
            } else {
                findings.fail(now.seed(), "an engine did not answer " + now.answers() + " calls");
            }
            process.kill();
            calls.await();
            findings.count("killed " + now.label());
        }

        private void judge(Souk books, Case now, Testimony testimony, CashTestimony cash) {
            findings.failAll(now.seed(), Testimony.audit(books));
            findings.failAll(now.seed(), testimony.awaitEnds(books));
            testimony.countInto(findings);
            cash.countInto(findings);
            askAgain(books, now.seed(), testimony);
            findings.failAll(now.seed(), cash.contradictions(books));
            findings.failAll(now.seed(), cash.askAgain(books));
            findings.failAll(now.seed(), cash.contradictions(books));
            findings.failAll(now.seed(), testimony.contradictions(books));
            sums = sums.plus(cash.sums(books));
            findings.failAll(now.seed(), CashTestimony.contradictions(books, sums));
            findings.failAll(now.seed(), Testimony.audit(books));
        }

        /** Whoever got no answer asks a second time, and now there is one. */
        private void askAgain(Souk books, long seed, Testimony testimony) {
            for (String key : testimony.keysToldOnly(Answer.Kind.GONE)) {
                findings.count("asked again");
                findings.failAll(seed, testimony.askAgain(books, key));
            }
        }

        /** Nothing of what was right is lost later. */
        private void judgeAll(Souk books, Case last) {
            for (Testimony testimony : all) {
                findings.failAll(last.seed(), testimony.contradictions(books));
            }
        }
    }
}
