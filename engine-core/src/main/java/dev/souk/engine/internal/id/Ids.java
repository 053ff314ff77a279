package dev.souk.engine.internal.id;

import dev.souk.spi.ledger.ExecutionId;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes ids of 26 characters of Crockford's base 32: 48 bits of milliseconds, then 80 bits of chance, as the ULID specification has
 * it, but without its counter: ids of the same millisecond are in no order.
 *
 * <p>Thread-safe if its source of chance is.
 */
public final class Ids {
    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Ids from this clock and this source of chance.
     *
     * @param clock the time they begin with
     * @param random the rest; thread-safe
     */
    public Ids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new execution's id. */
    public ExecutionId execution() {
        return new ExecutionId("exe_" + ulid());
    }

    /** A new id of 26 characters. */
    public String ulid() {
        byte[] chance = new byte[10];
        // Asked for once: a source of good chance has a lock, and a price for each question.
        random.nextBytes(chance);
        char[] text = new char[26];
        write(clock.millis(), text, 0, 10);
        write(bits(chance, 0), text, 10, 8);
        write(bits(chance, 5), text, 18, 8);
        return new String(text);
    }

    /** Five bytes as 40 bits. */
    private static long bits(byte[] bytes, int offset) {
        long bits = 0;
        for (int i = offset; i < offset + 5; i++) {
            bits = (bits << 8) | (bytes[i] & 0xff);
        }
        return bits;
    }

    private static void write(long bits, char[] text, int offset, int length) {
        long rest = bits;
        for (int i = offset + length - 1; i >= offset; i--) {
            text[i] = ALPHABET[(int) (rest & 31)];
            rest >>>= 5;
        }
    }
}
