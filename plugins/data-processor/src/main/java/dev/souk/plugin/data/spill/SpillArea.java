package dev.souk.plugin.data.spill;

import dev.souk.spi.agent.AgentException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The spill files of one call. It bounds what they take together, and closing it deletes them. For one thread. */
public final class SpillArea implements Closeable {
    /** The most that a call writes to spill files, in bytes. */
    public static final long MAX_SPILL_BYTES = 2L << 30;

    private final List<SpillFile> files = new ArrayList<>();
    private final long maxBytes;
    private long written;

    /** An area of {@link #MAX_SPILL_BYTES}. */
    public SpillArea() {
        this(MAX_SPILL_BYTES);
    }

    SpillArea(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    SpillFile create() throws IOException {
        SpillFile file = new SpillFile(this);
        files.add(file);
        return file;
    }

    void count(long bytes) {
        written += bytes;
        if (written > maxBytes) {
            throw AgentException.invalidInput(
                    "/steps",
                    "sorting, grouping or removing duplicates needs more than the " + (maxBytes >> 20)
                            + " MiB of temporary files that a call may write; filter rows or select fewer columns before");
        }
    }

    /** Whether anything was written so far. */
    public boolean isUsed() {
        return written > 0;
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        for (SpillFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failed = e;
            }
        }
        files.clear();
        if (failed != null) {
            throw failed;
        }
    }
}
