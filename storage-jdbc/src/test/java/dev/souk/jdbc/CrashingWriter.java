package dev.souk.jdbc;

import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that is made to be killed: several threads write, and each says on standard output what has been committed, one number
 * a line. It ends by itself only if something fails.
 */
public final class CrashingWriter {
    private static final int THREADS = 3;

    private CrashingWriter() {}

    /**
     * Writes until it is killed.
     *
     * @param args a kind, {@code sqlite} or {@code postgres}; where; and the first number to write
     */
    public static void main(String[] args) {
        Store store = args[0].equals("sqlite")
                ? JdbcStore.sqlite(Path.of(args[1]))
                : JdbcStore.postgres(args[1], "postgres", "postgres");
        AtomicInteger next = new AtomicInteger(Integer.parseInt(args[2]));
        for (int thread = 0; thread < THREADS; thread++) {
            new Thread(() -> write(store, next)).start();
        }
    }

    /** In one piece, which a pipe takes whole or not at all. */
    private static synchronized void acknowledge(int number) {
        System.out.writeBytes((number + "\n").getBytes(StandardCharsets.US_ASCII));
        System.out.flush();
    }

    private static void write(Store store, AtomicInteger next) {
        try {
            while (true) {
                int number = next.getAndIncrement();
                Books.callWithDeposit(store, AccountId.creditsOf(new TenantId("t" + number % 5)), number);
                acknowledge(number);
            }
        } catch (Throwable failure) {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }
}
