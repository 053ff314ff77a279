package dev.souk.plugin.summarizer;

import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.agent.ModelUsage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A call with these attachments that is cancelled once it was asked a number of times. */
record FakeContext(List<Attachment> attachments, AtomicInteger questionsLeft) implements AgentContext {
    static FakeContext with(Attachment... attachments) {
        return new FakeContext(List.of(attachments), new AtomicInteger(Integer.MAX_VALUE));
    }

    static FakeContext cancelledAfter(int questions) {
        return new FakeContext(List.of(), new AtomicInteger(questions));
    }

    @Override
    public boolean isCancelled() {
        return questionsLeft.getAndDecrement() <= 0;
    }

    @Override
    public String executionId() {
        return "x-1";
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Duration remaining() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void emit(String chunk) {
        throw new AssertionError("nothing is emitted");
    }

    @Override
    public void reportModelUsage(ModelUsage usage) {
        throw new AssertionError("no model is used");
    }

    @Override
    public System.Logger log() {
        return System.getLogger("souk.summarizer");
    }
}
