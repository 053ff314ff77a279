package dev.souk.jdbc.internal.dialect;

import static java.util.Objects.requireNonNull;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a database file to one engine: a lock of the operating system on a file beside it, which holds the process id of its
 * owner. The system gives it back when the process ends, however it ends; the file stays.
 *
 * <p>A POSIX lock belongs to the process, and closing any channel to the file gives it away. So {@code OWNED} names the files that
 * this class has locked in this JVM and is asked before a file is opened, and a channel that was opened nevertheless, because
 * another class loader's copy of this class has the lock, goes to {@code LEFT_OPEN} and stays open. Both are thread-safe.
 */
public final class SqliteLock implements AutoCloseable {
    private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();
    private static final Queue<FileChannel> LEFT_OPEN = new ConcurrentLinkedQueue<>();
    private static final int MAX_PID_LENGTH = 20;

    private final Path file;
    private final FileChannel channel;

    private SqliteLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a database.
     *
     * @param database the real path of a database in a directory that is there
     * @throws SoukException {@link ErrorCode#STORE_LOCKED} if another engine has it, {@link ErrorCode#CONFIG_INVALID} if the lock
     *     file cannot be written
     */
    public static SqliteLock of(Path database) {
        Path file = database.resolveSibling(database.getFileName() + ".lock");
        if (!OWNED.add(file)) {
            throw locked(database, ownPid(), null);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw locked(database, pidIn(file), null);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(ownPid().getBytes(StandardCharsets.US_ASCII)), 0);
            return new SqliteLock(file, channel);
        } catch (OverlappingFileLockException here) {
            LEFT_OPEN.add(requireNonNull(channel));
            OWNED.remove(file);
            throw locked(database, ownPid(), here);
        } catch (IOException failure) {
            release(file, channel);
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID,
                    "cannot lock '" + database + "': " + failure
                            + "; the engine must be able to write in that directory, or use another --data directory",
                    failure);
        } catch (SoukException taken) {
            release(file, channel);
            throw taken;
        }
    }

    private static String ownPid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    private static String pidIn(Path file) throws IOException {
        String pid = Files.readString(file, StandardCharsets.ISO_8859_1);
        boolean isPid =
                !pid.isEmpty() && pid.length() <= MAX_PID_LENGTH && pid.chars().allMatch(Character::isDigit);
        return isPid ? pid : "unknown";
    }

    private static SoukException locked(Path database, String pid, @Nullable Throwable cause) {
        return new SoukException(
                ErrorCode.STORE_LOCKED,
                "'" + database + "' is in use by process " + pid + "; stop it or use another --data directory",
                cause);
    }

    private static void release(Path file, @Nullable FileChannel channel) {
        try (channel) {
            OWNED.remove(file);
        } catch (IOException ignored) {
            // The lock goes with the process.
        }
    }

    @Override
    public void close() {
        release(file, channel);
    }
}
