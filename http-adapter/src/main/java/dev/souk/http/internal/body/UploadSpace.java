package dev.souk.http.internal.body;

import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.spi.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the files of all requests are, and how much of it they may take together: many clients at once cannot fill the disk, which may
 * be the database's too. Thread-safe.
 */
public final class UploadSpace {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Path directory;
    private final long maxBytes;
    private final AtomicLong taken = new AtomicLong();

    /**
     * An empty space.
     *
     * @param directory where it is
     * @param maxBytes how large all files together may be
     */
    public UploadSpace(Path directory, long maxBytes) {
        this.directory = directory;
        this.maxBytes = maxBytes;
    }

    Path directory() {
        return directory;
    }

    /** Takes so much of it, or nothing. */
    void take(long bytes) {
        if (taken.addAndGet(bytes) > maxBytes) {
            giveBack(bytes);
            throw new ProblemException(
                    Problem.of(ErrorCode.NO_UPLOAD_SPACE, "too many attachments are being uploaded; send it again soon")
                            .retryAfter(RETRY));
        }
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}
