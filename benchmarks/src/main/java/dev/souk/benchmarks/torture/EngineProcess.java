package dev.souk.benchmarks.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An engine in a process of its own, to be killed: a {@link DoomedEngine}, seen from here. Calls are made from any thread; it is opened,
 * killed and closed by one.
 *
 * <p>Each call's future is in {@code waiting} until its answer has come. When the process's output ends, {@code gone} is set first and then
 * all futures that wait are completed; whoever adds one looks at {@code gone} after that, so none is forgotten.
 */
final class EngineProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;
    /** The Java that begins to warn of native code and of Unsafe. */
    private static final int QUIET_FROM = 24;

    private final Process process;
    private final Thread reader = new Thread(this::read, "engine-answers");
    private final Map<Long, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();
    private final CompletableFuture<Void> warm = new CompletableFuture<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> atPoint = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean gone;

    private EngineProcess(Process process) {
        this.process = process;
    }

    /**
     * How long calls take and where the process stops.
     *
     * @param time how long a call may take
     * @param lease how long its reservation is held without being renewed
     * @param pointOrNull where it stops; null for nowhere
     * @param pass at which time of passing there
     */
    record Fate(Duration time, Duration lease, @Nullable KillPoint pointOrNull, int pass) {}

    /** Starts a process that loads what it needs, and does not touch the database yet. */
    static EngineProcess start(Address address, Fate fate) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= QUIET_FROM) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DoomedEngine.class.getName()));
        KillPoint point = fate.pointOrNull();
        command.addAll(List.of(
                Long.toString(fate.time().toMillis()),
                Long.toString(fate.lease().toMillis()),
                point == null ? DoomedEngine.NOWHERE : point.name(),
                Integer.toString(fate.pass())));
        command.addAll(address.words());
        EngineProcess made = new EngineProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        made.reader.setDaemon(true);
        made.reader.start();
        return made;
    }

    /** Opens the database, and returns when calls are taken. */
    void open() throws IOException, InterruptedException {
        await(warm, "did not start");
        send("open");
        await(ready, "could not open its database");
    }

    private static void await(Future<?> sign, String otherwise) throws IOException, InterruptedException {
        try {
            sign.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("an engine's process " + otherwise, failed);
        }
    }

    /** Asks for something; the answer is {@link Answer#GONE} if the process goes first. */
    Future<Answer> ask(Question question) {
        long number = calls.incrementAndGet();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        try {
            send(number + "\t" + String.join("\t", question.words()));
        } catch (IOException killed) {
            answer.complete(Answer.GONE);
        }
        if (gone) {
            answer.complete(Answer.GONE);
        }
        return answer;
    }

    private synchronized void send(String line) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                hear(line.split("\t", -1));
            }
        } catch (IOException cut) {
            // As at the end: nothing more comes.
        }
        gone = true;
        waiting.values().forEach(answer -> answer.complete(Answer.GONE));
        IOException end = new IOException("the process has ended");
        List.of(warm, ready, atPoint).forEach(sign -> sign.completeExceptionally(end));
        ended.complete(null);
    }

    private void hear(String[] words) {
        switch (words[0]) {
            case DoomedEngine.WARM -> warm.complete(null);
            case DoomedEngine.READY -> ready.complete(null);
            case DoomedEngine.AT_POINT -> atPoint.complete(null);
            case DoomedEngine.ANSWER -> {
                CompletableFuture<Answer> answer = waiting.remove(Long.valueOf(words[1]));
                if (answer != null) {
                    answer.complete(Answer.ofWords(Arrays.asList(words).subList(2, words.length)));
                }
            }
            default -> throw new IllegalStateException("an engine's process said " + words[0]);
        }
    }

    /** Waits until the process stands at its point. */
    void awaitPoint() throws IOException, InterruptedException {
        await(atPoint, "did not come to its point");
    }

    /** Ends it with SIGKILL. What it had said before that is heard; every other call's answer is {@link Answer#GONE}. */
    void kill() throws IOException, InterruptedException {
        // Through its handle, which leaves its output open.
        process.toHandle().destroyForcibly();
        await(ended, "did not die");
        process.waitFor();
    }

    /** Kills it if it lives. */
    @Override
    public void close() throws IOException, InterruptedException {
        kill();
    }
}
