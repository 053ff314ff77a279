package dev.souk.plugin.data.spill;

import dev.souk.plugin.data.row.Row;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Makes digests of keys. Values of different types differ, numbers of the same value do not ({@code 1} and {@code 1.0}), and
 * null is a key of its own. For one thread.
 */
public final class Digester {
    private final MessageDigest sha256;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** A digester over SHA-256, which every JDK has. */
    public Digester() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /** The digest of the values at these positions. */
    public Digest of(Row row, int[] positions) {
        bytes.reset();
        for (int position : positions) {
            write(row.value(position));
        }
        return finish();
    }

    /** The digest of one value. */
    public Digest of(@Nullable Object value) {
        bytes.reset();
        write(value);
        return finish();
    }

    private void write(@Nullable Object value) {
        try {
            RowCodec.writeValue(out, value instanceof BigDecimal number ? number.stripTrailingZeros() : value);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory cannot be written", e);
        }
    }

    private Digest finish() {
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest(bytes.toByteArray()));
        return new Digest(digest.getLong(), digest.getLong());
    }
}
