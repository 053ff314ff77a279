package dev.souk.spi.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file that comes with a call, read as a stream because it may be larger than memory.
 *
 * <p>Thread-safe. It can be opened any number of times, each time from the beginning, as long as the call runs; every attempt
 * opens its own.
 *
 * @since 0.1
 */
public interface Attachment {
    /** The name the caller gave it; 1 to 255 characters, unique within the call. Never a path to open. */
    String name();

    /** Its media type as the caller named it, such as {@code text/csv}. */
    String mediaType();

    /** Its length in bytes. */
    long size();

    /**
     * Opens it at its first byte.
     *
     * @return a stream that the agent closes
     * @throws IOException if it cannot be read
     */
    InputStream open() throws IOException;

    /**
     * A file on disk. The file must stay as it is until the call has ended.
     *
     * @param name the name within the call
     * @param mediaType such as {@code text/csv}
     * @param file what to read
     * @throws IOException if the file is not there
     */
    static Attachment of(String name, String mediaType, Path file) throws IOException {
        return new Source(name, mediaType, Files.size(file), () -> Files.newInputStream(file));
    }

    /**
     * Bytes in memory.
     *
     * @param name the name within the call
     * @param mediaType such as {@code text/plain}
     * @param bytes copied
     */
    static Attachment of(String name, String mediaType, byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Source(name, mediaType, copy.length, () -> new ByteArrayInputStream(copy));
    }

    /** Opens the bytes of an attachment. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens them at the first.
         *
         * @throws IOException if they cannot be read
         */
        InputStream open() throws IOException;
    }

    /**
     * An attachment from anything that can be opened.
     *
     * @param name the name within the call
     * @param mediaType its media type
     * @param size its length in bytes
     * @param opener opens it, any number of times
     */
    record Source(String name, String mediaType, long size, Opener opener) implements Attachment {
        /**
         * Checks name and size.
         *
         * @throws IllegalArgumentException if the name is empty or too long, or the size is negative
         */
        public Source {
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(opener, "opener");
            if (name.isBlank() || name.length() > 255) {
                throw new IllegalArgumentException("an attachment's name has 1 to 255 characters");
            }
            if (size < 0) {
                throw new IllegalArgumentException("an attachment's size cannot be " + size);
            }
        }

        @Override
        public InputStream open() throws IOException {
            return opener.open();
        }
    }
}
