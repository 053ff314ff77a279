package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.Rejections;
import dev.souk.plugin.data.source.Intake;
import dev.souk.plugin.data.spill.HeldMemory;
import dev.souk.plugin.data.spill.SpillArea;
import dev.souk.spi.agent.AgentContext;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the steps of one call share. Closing it closes all sources and deletes all spill files. For one thread. */
public final class Workspace implements Closeable {
    private final AgentContext context;
    private final Rejections rejections;
    private final HeldMemory memory;
    private final SpillArea spill = new SpillArea();
    private final Deque<Closeable> open = new ArrayDeque<>();

    /**
     * An empty workspace.
     *
     * @param context of the call
     * @param rejections where to note rows that do not fit
     */
    public Workspace(AgentContext context, Rejections rejections) {
        this(context, rejections, new HeldMemory());
    }

    Workspace(AgentContext context, Rejections rejections, HeldMemory memory) {
        this.memory = memory;
        this.context = context;
        this.rejections = rejections;
        open.push(spill);
    }

    /** Where to note rows that do not fit. */
    public Rejections rejections() {
        return rejections;
    }

    /** An intake for a source, closed with the workspace. */
    public Intake intake(String at) {
        Intake intake = new Intake(at, rejections, context);
        open.push(intake);
        return intake;
    }

    HeldMemory memory() {
        return memory;
    }

    SpillArea spill() {
        return spill;
    }

    void checkCancelled() {
        context.checkCancelled();
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
