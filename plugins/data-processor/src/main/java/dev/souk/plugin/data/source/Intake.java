package dev.souk.plugin.data.source;

import dev.souk.plugin.data.row.Rejections;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What happens around the reading of one source: it counts, notices cancellation, and notes what does not fit. For one thread. */
public final class Intake implements Closeable {
    private static final int RECORDS_PER_CHECK = 256;

    private final String at;
    private final Rejections rejections;
    private final AgentContext context;
    private final Deque<Closeable> open = new ArrayDeque<>();
    private long records;

    /**
     * The intake of a source from which nothing was read so far.
     *
     * @param at the source's place in the request, as a JSON pointer
     * @param rejections where to note what does not fit
     * @param context asked now and then whether the call was cancelled
     */
    public Intake(String at, Rejections rejections, AgentContext context) {
        this.at = at;
        this.rejections = rejections;
        this.context = context;
    }

    /** How many records were read, good and bad. */
    public long records() {
        return records;
    }

    void countRecord() {
        if (records++ % RECORDS_PER_CHECK == 0) {
            context.checkCancelled();
        }
    }

    void checkCancelled() {
        context.checkCancelled();
    }

    void reject(long line, RowFault fault) {
        rejections.add(at, line, fault);
    }

    AgentException unreadable(String message) {
        return AgentException.invalidInput(at, message);
    }

    <T extends Closeable> T closing(T opened) {
        open.push(opened);
        return opened;
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
