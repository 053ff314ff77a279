package dev.souk.plugin.scanner;

import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.agent.ModelUsage;
import java.time.Duration;
import java.util.List;

/** A call with these attachments; cancelled after so many questions whether it is. */
final class FakeContext implements AgentContext {
    private final List<Attachment> attachments;
    private long untilCancelled;
    private Duration remaining = Duration.ofSeconds(30);
    private Duration eachTime = Duration.ZERO;

    FakeContext(List<Attachment> attachments) {
        this(attachments, Long.MAX_VALUE);
    }

    FakeContext(List<Attachment> attachments, long untilCancelled) {
        this.attachments = List.copyOf(attachments);
        this.untilCancelled = untilCancelled;
    }

    @Override
    public String executionId() {
        return "execution-1";
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Duration remaining() {
        Duration now = remaining;
        remaining = remaining.minus(eachTime);
        return now;
    }

    /** So much less time is left each time somebody asks. */
    FakeContext losing(Duration each) {
        eachTime = each;
        return this;
    }

    @Override
    public boolean isCancelled() {
        return untilCancelled-- <= 0;
    }

    @Override
    public void emit(String chunk) {
        throw new AssertionError("the scanner has nothing to say before it has ended");
    }

    @Override
    public void reportModelUsage(ModelUsage usage) {
        throw new AssertionError("the scanner uses no model");
    }

    @Override
    public List<Attachment> attachments() {
        return attachments;
    }

    @Override
    public System.Logger log() {
        throw new AssertionError("the scanner logs nothing, so that no secret gets into a log");
    }
}
