package com.example;

import dev.souk.spi.agent.*;
import org.pf4j.Extension;

@Extension
public final class WordCounter extends TypedAgent<WordCounter.Text, WordCounter.Count> {
    public record Text(@Description("What to count") String text) {}
    public record Count(long words, long characters) {}

    public WordCounter() {
        super(AgentDescriptor.agent("example.word-counter", "1.0.0")
                .name("Word counter").summary("Counts the words of a text.")
                .category("text").pricing(Pricing.perCall("0.001")));
    }

    @Override protected Count answer(Text in, AgentContext context) {
        return new Count(in.text().strip().split("\\s+").length, in.text().length());
    }
}
