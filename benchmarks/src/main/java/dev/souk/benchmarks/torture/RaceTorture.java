package dev.souk.benchmarks.torture;

import dev.souk.benchmarks.load.Progress;
import dev.souk.engine.Souk;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.function.UnaryOperator;

/** More callers than credits, all at once, on several engines that share one database. */
final class RaceTorture implements Torture {
    private static final int CALLERS = 200;
    private static final int ENGINES = 3;
    private static final int MOST_CREDIT = 400;
    /** After so many cases a new database is begun, so that auditing it does not take all the time. */
    private static final int HISTORY = 100;
    /** Longer than any case takes, so that no lease ends in one. */
    private static final Duration TIME = Duration.ofMinutes(2);

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final String REFUSED = "insufficient_credits";

    private final UnaryOperator<Store> decoration;

    RaceTorture() {
        this(UnaryOperator.identity());
    }

    /** On stores that somebody has tampered with. */
    RaceTorture(UnaryOperator<Store> decoration) {
        this.decoration = decoration;
    }

    @Override
    public String name() {
        return "race";
    }

    @Override
    public String description() {
        return CALLERS + " callers on each of " + ENGINES
                + " engines (one, where a database is for one), credits for N calls: exactly N are admitted, nothing stays held.";
    }

    @Override
    public List<Place.Kind> databases() {
        return List.of(Place.Kind.POSTGRES, Place.Kind.SQLITE, Place.Kind.MEMORY);
    }

    @Override
    public long defaultCases() {
        return 50;
    }

    @Override
    public Outcome run(long seed, long cases, Place place, Progress progress) throws Exception {
        Findings findings = new Findings();
        int engines = place.kind() == Place.Kind.POSTGRES ? ENGINES : 1;
        try (Crowd crowd = new Crowd(CALLERS * engines)) {
            for (long first = 0; first < cases; first += HISTORY) {
                try (Engines opened = new Engines(engines, place.next())) {
                    for (long i = first; i < Math.min(cases, first + HISTORY); i++) {
                        round(opened, crowd, seed + i, findings);
                        progress.show((i + 1.0) / cases);
                    }
                }
            }
        }
        return findings.outcome(cases);
    }

    /** Engines on one database. */
    private final class Engines implements AutoCloseable {
        private final List<Souk> all = new ArrayList<>();

        Engines(int number, Address address) throws SQLException {
            for (int i = 0; i < number; i++) {
                all.add(address.keepIn(Market.engine(new Worker(TIME, () -> {}), LEASE), decoration)
                        .build());
            }
        }

        Souk of(int number) {
            return all.get(number % all.size());
        }

        @Override
        public void close() {
            all.forEach(Souk::close);
        }
    }

    private static void round(Engines engines, Crowd crowd, long seed, Findings findings) throws InterruptedException {
        int callers = CALLERS * engines.all.size();
        int credit = new SplittableRandom(seed).nextInt(Math.min(callers, MOST_CREDIT));
        TenantId tenant = new TenantId("race" + Long.toUnsignedString(seed));
        Souk books = engines.of(0);
        Testimony testimony = new Testimony(tenant, Market.open(books, tenant, credit));
        CyclicBarrier start = new CyclicBarrier(callers);
        crowd.start(number -> {
                    String key = "caller-" + number;
                    start.await();
                    testimony.told(key, Market.call(engines.of(number), tenant, key, ""));
                })
                .await();
        long admitted = testimony.count(Answer.Kind.RECEIPT);
        if (admitted != credit) {
            findings.fail(seed, admitted + " calls were answered, and there was credit for " + credit);
        }
        long refused = testimony.count(Answer.Kind.REFUSED, REFUSED);
        if (refused != callers - credit) {
            findings.fail(seed, refused + " calls were refused for want of credits, and not " + (callers - credit));
        }
        findings.failAll(seed, testimony.contradictions(books));
        findings.failAll(seed, Testimony.audit(books));
        findings.count("admitted", admitted);
        findings.count("refused", refused);
    }
}
