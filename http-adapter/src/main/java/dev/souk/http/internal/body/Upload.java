package dev.souk.http.internal.body;

import dev.souk.http.internal.problem.ProblemException;
import dev.souk.spi.agent.Attachment;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one request, on disk under names of our own, until they are closed. What a client calls a file never becomes part of a
 * path. Not thread-safe.
 */
public final class Upload implements AutoCloseable {
    /** How the names of the files begin. */
    public static final String PREFIX = "souk-upload-";

    private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

    private final UploadSpace space;
    private final long maxBytes;
    private final List<Path> files = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private long bytes;

    /**
     * No files yet.
     *
     * @param space where they will be, and what they share it with
     * @param maxBytes how large all of them together may be
     */
    public Upload(UploadSpace space, long maxBytes) {
        this.space = space;
        this.maxBytes = maxBytes;
    }

    /** The files, in the order in which they came. */
    public List<Attachment> attachments() {
        return List.copyOf(attachments);
    }

    boolean has(String name) {
        return attachments.stream().anyMatch(known -> known.name().equals(name));
    }

    /** Writes the content of the part where the reader stands to disk. */
    void add(String name, String mediaType, MultipartReader reader) {
        try {
            Path file = Files.createTempFile(space.directory(), PREFIX, ".part");
            files.add(file);
            try (OutputStream out = new Counted(Files.newOutputStream(file))) {
                reader.transferTo(out);
            }
            attachments.add(Attachment.of(name, mediaType, file));
        } catch (IOException fault) {
            throw new UncheckedIOException("an attachment could not be kept in " + space.directory(), fault);
        }
    }

    /** Counts over all files. */
    private final class Counted extends FilterOutputStream {
        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] chunk, int offset, int length) throws IOException {
            if (bytes + length > maxBytes) {
                throw tooLarge();
            }
            space.take(length);
            bytes += length;
            out.write(chunk, offset, length);
        }

        private ProblemException tooLarge() {
            return RequestBody.tooLarge("sum of the attachments", maxBytes);
        }
    }

    /** Deletes the files. */
    @Override
    public void close() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException fault) {
                LOG.warn("The temporary file {} could not be deleted", file, fault);
            }
        }
        files.clear();
        space.giveBack(bytes);
        bytes = 0;
    }
}
