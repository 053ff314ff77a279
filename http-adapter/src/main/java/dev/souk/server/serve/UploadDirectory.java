package dev.souk.server.serve;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares the directory for attachments. A server that was killed leaves there what it was working on; that is removed when it is so
 * old that no call of any server can still need it. Servers that share a data directory do not disturb each other.
 */
final class UploadDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(UploadDirectory.class);
    /** Longer than any call. */
    private static final Duration OLD = Duration.ofDays(1);

    private UploadDirectory() {}

    /**
     * Makes it if it is not there, and removes what is left over.
     *
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if it cannot be made or looked into
     */
    static Path prepare(Path directory, Instant now) {
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    removeIfOld(file, now);
                }
            }
            return directory;
        } catch (IOException fault) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID, "the upload directory " + directory + " cannot be used: " + fault, fault);
        }
    }

    /** Another server may remove it at the same moment. */
    private static void removeIfOld(Path file, Instant now) {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(OLD))) {
                Files.deleteIfExists(file);
            }
        } catch (IOException fault) {
            LOG.warn("The old upload {} could not be removed: {}", file, fault.toString());
        }
    }
}
