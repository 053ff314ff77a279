package dev.souk.samples.guice;

import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.TypedAgent;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An agent of the host's own: translates English numbers to German, word by word. */
final class Translator extends TypedAgent<Translator.English, Translator.German> {
    private static final Map<String, String> WORDS =
            Map.of("one", "eins", "two", "zwei", "three", "drei", "four", "vier", "five", "fünf");

    record English(String text) {}

    record German(String text) {}

    Translator() {
        super(AgentDescriptor.agent("host.translator", "1.0.0")
                .name("Number translator")
                .summary("Translates English numbers to German.")
                .category("text")
                .pricing(Pricing.free()));
    }

    @Override
    protected German answer(English english, AgentContext context) {
        return new German(Stream.of(english.text().split(" "))
                .map(word -> WORDS.getOrDefault(word.toLowerCase(Locale.ROOT), word))
                .collect(Collectors.joining(" ")));
    }
}
