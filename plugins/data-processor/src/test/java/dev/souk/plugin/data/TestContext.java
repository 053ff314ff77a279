package dev.souk.plugin.data;

import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.agent.ModelUsage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The surroundings of a call that has these files, and is cancelled once it was asked so often whether it is. */
public record TestContext(List<Attachment> attachments, AtomicInteger checksUntilCancelled) implements AgentContext {
    /** A call that is never cancelled. */
    public static TestContext with(Attachment... attachments) {
        return cancelledAfter(Integer.MAX_VALUE, attachments);
    }

    /** A call that is cancelled when it asks for the time after this many. */
    public static TestContext cancelledAfter(int checks, Attachment... attachments) {
        return new TestContext(List.of(attachments), new AtomicInteger(checks));
    }

    @Override
    public String executionId() {
        return "execution";
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Duration remaining() {
        return Duration.ofMinutes(5);
    }

    @Override
    public boolean isCancelled() {
        return checksUntilCancelled.getAndDecrement() <= 0;
    }

    @Override
    public void emit(String chunk) {
        throw new AssertionError("the data processor emits nothing");
    }

    @Override
    public void reportModelUsage(ModelUsage usage) {
        throw new AssertionError("the data processor uses no model");
    }

    @Override
    public System.Logger log() {
        return System.getLogger("souk.data-processor");
    }
}
