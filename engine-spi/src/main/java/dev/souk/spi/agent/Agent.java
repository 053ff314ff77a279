package dev.souk.spi.agent;

import org.pf4j.ExtensionPoint;

/**
 * Something that answers calls: the one interface a third party implements.
 *
 * <p><b>Contract.</b> The engine calls {@link #invoke} only with input that fits the input schema, checks the output against
 * the output schema, and does everything else itself: who may call, limits, money, timeouts, retries, records. In a plugin the
 * class is public, has a public constructor without parameters and is marked {@code @org.pf4j.Extension}. Most agents are
 * written more easily as a {@link TypedAgent}.
 *
 * <p><b>Thread-safety.</b> There is one instance for each loaded version, and {@code invoke} is called from many threads at
 * once. On JDK 21 and later they are virtual threads.
 *
 * <p><b>Lifecycle.</b> The constructor runs once when the plugin is loaded, {@link #descriptor()} once after it, {@link #close()}
 * once at the end, after the last {@code invoke} has returned or was given up. A constructor that throws keeps the plugin from
 * being loaded and nothing else.
 *
 * <p><b>Repeats.</b> After a passing fault {@code invoke} may be called again for the same call, unless the descriptor says
 * that a repeat is harmful.
 *
 * @since 0.1
 */
public interface Agent extends ExtensionPoint, AutoCloseable {
    /**
     * What the agent says of itself. Called once; always the same.
     *
     * @return never null
     */
    AgentDescriptor descriptor();

    /**
     * Handles one attempt of one call, in the calling thread. It ends early when the thread is interrupted or the context is
     * cancelled; an agent that does neither is given up when its time is over, and its answer is thrown away.
     *
     * @param input fits the input schema
     * @param context deadline, attachments, log, and ways to report
     * @return the answer; null is a fault
     * @throws AgentException to say what kind of fault it was
     * @throws Exception any other fault, see {@link AgentException}
     */
    AgentReply invoke(AgentInput input, AgentContext context) throws Exception;

    /** Frees what the agent holds. Does nothing unless an agent says otherwise. */
    @Override
    default void close() {}
}
