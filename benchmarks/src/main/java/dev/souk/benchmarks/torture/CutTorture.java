package dev.souk.benchmarks.torture;

import dev.souk.benchmarks.load.Progress;
import dev.souk.engine.Souk;
import dev.souk.engine.SoukBuilder;
import dev.souk.jdbc.JdbcStore;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Cuts the connection between engine and PostgreSQL at each byte of a commit and of the reply to it: of the commit that admits a call and of
 * the one that ends it, over connections from the store's own pool and over new ones for each transaction. After the cut the server can be
 * reached at once, or after some tries, or only after the caller was told that nobody knows.
 */
final class CutTorture implements Torture {
    /** Each cuts connections of its own; most of a case is waiting. */
    private static final int LANES = 8;
    /** So many refused connections outlast every try that a call makes. */
    private static final int ALL_TRIES = 1_000_000;

    private static final String KEY = "cut";
    /** Prime, so that neighbouring cases are cut in places far apart. */
    private static final long STRIDE = 7_919;

    /** How seldom the server stays away when a call ends, which is tried again and again for seconds. */
    private static final int SELDOM = 8;

    private static final int MOST_REFUSALS = 4;
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final Duration LEASE = Duration.ofSeconds(2);

    private final UnaryOperator<Store> decoration;

    CutTorture() {
        this(UnaryOperator.identity());
    }

    /** On stores that somebody has tampered with. */
    CutTorture(UnaryOperator<Store> decoration) {
        this.decoration = decoration;
    }

    @Override
    public String name() {
        return "cut";
    }

    @Override
    public String description() {
        return "The connection to PostgreSQL is cut at each byte of the commit and of its reply: what became of the call is found out"
                + " and never guessed, and the money is exact.";
    }

    @Override
    public List<Place.Kind> databases() {
        return List.of(Place.Kind.POSTGRES);
    }

    @Override
    public long defaultCases() {
        return 1_000;
    }

    @Override
    public Outcome run(long seed, long cases, Place place, Progress progress) throws Exception {
        Findings findings = new Findings();
        Address.Postgres address = (Address.Postgres) place.next();
        ConcurrentLinkedQueue<Tried> tried = new ConcurrentLinkedQueue<>();
        try (Souk books = address.keepIn(engine(), UnaryOperator.identity()).build();
                Crowd lanes = new Crowd(LANES)) {
            AtomicLong next = new AtomicLong();
            AtomicLong done = new AtomicLong();
            lanes.start(number -> {
                        try (Lane lane = new Lane(address)) {
                            int places = lane.measure(books, "measure" + number + "-" + Long.toUnsignedString(seed));
                            for (long i = next.getAndIncrement(); i < cases; i = next.getAndIncrement()) {
                                tried.add(lane.run(books, Case.of(seed + i, places), findings));
                                progress.show((double) done.incrementAndGet() / cases);
                            }
                        }
                    })
                    .await();
            for (Tried each : tried) {
                judge(books, each, findings);
            }
            findings.failAll(seed, Testimony.audit(books));
        }
        return findings.outcome(cases);
    }

    private static SoukBuilder engine() {
        return Market.engine(new Worker(TIME, () -> {}), LEASE);
    }

    /** Which commit of a call. */
    private enum Which {
        ADMISSION,
        END;

        boolean isIn(LedgerChanges changes) {
            return !(this == ADMISSION ? changes.admitted() : changes.ended()).isEmpty();
        }
    }

    /** What is cut, over which connections, and where. */
    private record Case(long seed, Which which, boolean pooled, CuttingProxy.Cut cut) {
        /** Any so many cases in a row as there are choices are all different. */
        static Case of(long seed, int places) {
            int choice = (int) Math.floorMod(seed * STRIDE, 4L * places);
            boolean pooled = (choice & 1) == 0;
            SplittableRandom random = new SplittableRandom(seed);
            Which which = (choice & 2) == 0 ? Which.ADMISSION : Which.END;
            int refusals = 0;
            if (random.nextInt(which == Which.ADMISSION ? 2 : SELDOM) == 0) {
                // A pool waits so long for a connection that not many cases could be run in which it gets none.
                refusals = pooled || random.nextBoolean() ? 1 + random.nextInt(MOST_REFUSALS) : ALL_TRIES;
            }
            return new Case(seed, which, pooled, new CuttingProxy.Cut(choice >> 2, refusals));
        }

        TenantId tenant() {
            return new TenantId("cut" + Long.toUnsignedString(seed));
        }
    }

    /** A case that is over, and what its caller was told. */
    private record Tried(Case what, Testimony testimony) {}

    /** Engines behind a proxy. Used by one thread. */
    private final class Lane implements AutoCloseable, LedgerWatcher {
        private final CuttingProxy proxy;
        private final Souk pooled;
        private final Souk plain;
        private volatile @Nullable Case armed;

        Lane(Address.Postgres address) throws IOException {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(address.url());
            proxy = CuttingProxy.before(source.getServerNames()[0], source.getPortNumbers()[0]);
            source.setServerNames(new String[] {InetAddress.getLoopbackAddress().getHostAddress()});
            source.setPortNumbers(new int[] {proxy.port()});
            source.setUser(address.user());
            source.setPassword(address.password());
            // Or the proxy could not read what it cuts.
            source.setSslMode("disable");
            source.setGssEncMode("disable");
            pooled = build(JdbcStore.postgres(source.getURL(), address.user(), address.password()));
            plain = build(JdbcStore.postgres(source));
        }

        private Souk build(Store store) {
            return engine().store(WatchedStore.of(decoration.apply(store), this))
                    .build();
        }

        @Override
        public void write(LedgerTransaction real, LedgerChanges changes) {
            real.write(changes);
            Case now = armed;
            if (now != null && now.which().isIn(changes)) {
                armed = null;
                proxy.arm(now.cut());
            }
        }

        /** In how many places a commit and its reply can be cut, on a new connection. */
        int measure(Souk books, String name) {
            TenantId tenant = new TenantId(name);
            Market.open(books, tenant, 1);
            armed = new Case(0, Which.END, false, CuttingProxy.Cut.NONE);
            Answer answer = Market.call(plain, tenant, name, "");
            CuttingProxy.Lengths lengths = proxy.seen();
            if (answer.kind() != Answer.Kind.RECEIPT || lengths.reply() == 0) {
                throw new IllegalStateException("no commit was seen to pass: " + answer + ", " + lengths);
            }
            return lengths.commit() + lengths.reply() + 1;
        }

        Tried run(Souk books, Case now, Findings findings) {
            Testimony testimony = new Testimony(now.tenant(), Market.open(books, now.tenant(), 2));
            armed = now;
            Answer answer = Market.call(now.pooled() ? pooled : plain, now.tenant(), KEY, "");
            testimony.told(KEY, answer);
            armed = null;
            findings.count(
                    switch (proxy.last()) {
                        case NOT -> "not cut";
                        case COMMIT -> "cut in the commit";
                        case REPLY -> "cut in the reply";
                    });
            testimony.countInto(findings);
            proxy.disarm();
            return new Tried(now, testimony);
        }

        @Override
        public void close() throws IOException {
            pooled.close();
            plain.close();
            proxy.close();
        }
    }

    private static void judge(Souk books, Tried tried, Findings findings) {
        long seed = tried.what().seed();
        Testimony testimony = tried.testimony();
        findings.failAll(seed, testimony.awaitEnds(books));
        findings.failAll(seed, testimony.contradictions(books));
        findings.failAll(seed, testimony.askAgain(books, KEY, ""));
        findings.failAll(seed, testimony.contradictions(books));
    }
}
