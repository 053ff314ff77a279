package dev.souk.benchmarks.torture;

import dev.souk.engine.Souk;
import dev.souk.engine.SoukBuilder;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.RollUp;
import dev.souk.spi.store.RolledUpLine;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A process with one engine that is made to be killed; {@link EngineProcess} is its other side. It takes questions on standard input and
 * answers on standard output, one line each, the words separated by tabs. An answer is said only when the engine has given it. At a point
 * that was named it says so and goes no further. It ends when its standard input does.
 */
public final class DoomedEngine {
    /** Said when everything is loaded that an engine needs; then a line is awaited before the database is opened. */
    static final String WARM = "WARM";
    /** Said when calls are taken. */
    static final String READY = "READY";
    /** Said before the words of an answer and the call's number. */
    static final String ANSWER = "ANSWER";
    /** Said at the point. */
    static final String AT_POINT = "AT";
    /** The name of no point. */
    static final String NOWHERE = "nowhere";

    private final PrintStream out;
    private final @Nullable KillPoint point;
    private final AtomicInteger passesLeft;

    private DoomedEngine(PrintStream out, @Nullable KillPoint point, int passes) {
        this.out = out;
        this.point = point;
        this.passesLeft = new AtomicInteger(passes);
    }

    /**
     * Runs until it is killed.
     *
     * @param arguments how long a call may take and how long its lease is, in milliseconds; the point; at which time of passing there it
     *     stops; and the words of the database's address
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        Duration time = Duration.ofMillis(Long.parseLong(arguments[0]));
        Duration lease = Duration.ofMillis(Long.parseLong(arguments[1]));
        KillPoint point = arguments[2].equals(NOWHERE) ? null : KillPoint.valueOf(arguments[2]);
        Address address = Address.ofWords(Arrays.asList(arguments).subList(4, arguments.length));
        new DoomedEngine(out, point, Integer.parseInt(arguments[3])).run(address, time, lease);
    }

    private void run(Address address, Duration time, Duration lease) throws IOException {
        warmUp();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        say(List.of(WARM));
        if (in.readLine() == null) {
            return;
        }
        ExecutorService callers = Executors.newCachedThreadPool();
        Worker agent = new Worker(time, () -> pass(KillPoint.Stage.AGENT, null));
        SoukBuilder builder =
                Market.engine(agent, lease).runtime(new CallerRuntime(() -> pass(KillPoint.Stage.RUNTIME, null)));
        try (Souk souk = address.keepIn(builder, store -> WatchedStore.of(store, new Watcher()))
                .build()) {
            say(List.of(READY));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split("\t", -1);
                callers.execute(() -> answer(souk, words));
            }
        } finally {
            callers.shutdownNow();
        }
    }

    /** Loads the engine's classes with a call in memory, so that the time until it is killed is spent on calls. */
    private static void warmUp() {
        try (Souk souk = Market.engine(new Worker(Duration.ofSeconds(10), () -> {}), Duration.ofSeconds(10))
                .inMemoryStore()
                .build()) {
            TenantId tenant = new TenantId("warm");
            Market.open(souk, tenant, 1);
            Market.call(souk, tenant, "warm", "");
        }
    }

    private void answer(Souk souk, String[] words) {
        Answer answer =
                Question.ofWords(Arrays.asList(words).subList(1, words.length)).askOf(souk);
        List<String> line = new ArrayList<>(List.of(ANSWER, words[0]));
        line.addAll(answer.words());
        say(line);
    }

    /** In one piece, which a pipe takes whole or not at all. */
    private synchronized void say(List<String> words) {
        out.writeBytes((String.join("\t", words) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void pass(KillPoint.Stage stage, @Nullable LedgerChanges changes) {
        if (point == null || point.stage() != stage || (changes != null && !point.isPassedBy(changes))) {
            return;
        }
        if (passesLeft.decrementAndGet() == 0) {
            say(List.of(AT_POINT));
            while (true) {
                LockSupport.park(this);
            }
        }
    }

    private final class Watcher implements LedgerWatcher {
        private static final ThreadLocal<LedgerChanges> WRITTEN = new ThreadLocal<>();

        @Override
        public void write(LedgerTransaction real, LedgerChanges changes) {
            real.write(changes);
            WRITTEN.set(changes);
            pass(KillPoint.Stage.WRITTEN, changes);
        }

        @Override
        public boolean rollUp(LedgerStore real, Function<? super RollUp, RolledUpLine> fold) {
            return real.rollUp(taken -> {
                pass(KillPoint.Stage.ROLL_UP, null);
                return fold.apply(taken);
            });
        }

        @Override
        public <T extends @Nullable Object> T transact(
                LedgerStore real, Function<? super LedgerTransaction, ? extends T> work) {
            WRITTEN.remove();
            T result = real.transact(work);
            LedgerChanges changes = WRITTEN.get();
            if (changes != null) {
                pass(KillPoint.Stage.COMMITTED, changes);
            }
            return result;
        }
    }
}
