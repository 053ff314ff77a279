package dev.souk.server.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes a file that only its owner can read. */
final class SecretFile {
    private SecretFile() {}

    /** Writes a whole file beside it and puts it in place, so that nobody ever reads half of it. */
    static void make(Path file, String content) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(), String.valueOf(file.getFileName()), ".new", ownerOnly);
        try {
            Files.writeString(fresh, content, StandardCharsets.US_ASCII);
            link(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** A hard link fails if the file is there, so of two first starts at once one wins; a move would not tell. */
    private static void link(Path fresh, Path file) throws IOException {
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException madeByAnother) {
            // It is read instead.
        } catch (UnsupportedOperationException | AtomicMoveNotSupportedException noLinks) {
            Files.copy(fresh, file);
        }
    }
}
