package dev.souk.server.data;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory in which a server keeps what must outlive it.
 *
 * @param root where it is
 */
public record DataDirectory(Path root) {
    /** The SQLite database. */
    public Path database() {
        return root.resolve("souk.db");
    }

    /** The secret with which API keys are hashed. */
    public Path keySecret() {
        return root.resolve("key-secret");
    }

    /** The key pair that signs the ledger's roots. */
    public Path ledgerKey() {
        return root.resolve("ledger-key.pem");
    }

    /** The note of a running server. */
    public Path serverNote() {
        return root.resolve("server.json");
    }

    /** Plugins that are loaded besides all others. */
    public Path plugins() {
        return root.resolve("plugins");
    }

    /** Where attachments are while their call runs. */
    public Path uploads() {
        return root.resolve("uploads");
    }

    /**
     * Makes the directory, for its owner alone, unless it is there.
     *
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if that is not possible
     */
    public DataDirectory create() {
        if (Files.isDirectory(root)) {
            return this;
        }
        try {
            Path parent = root.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(
                        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(root);
            }
        } catch (IOException fault) {
            if (!Files.isDirectory(root)) {
                throw new SoukException(
                        ErrorCode.CONFIG_INVALID, "the data directory " + root + " cannot be made: " + fault, fault);
            }
        }
        return this;
    }

    /**
     * Makes the directory, and the one for plugins in it, unless they are there.
     *
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if that is not possible
     */
    public DataDirectory createWithPlugins() {
        create();
        try {
            Files.createDirectories(plugins());
        } catch (IOException fault) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID, "the plugin directory " + plugins() + " cannot be made: " + fault, fault);
        }
        return this;
    }
}
