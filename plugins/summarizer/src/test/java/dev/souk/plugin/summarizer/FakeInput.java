package dev.souk.plugin.summarizer;

import dev.souk.spi.agent.AgentInput;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An input that holds a request, as the engine would make it from JSON. */
record FakeInput(SummaryRequest request) implements AgentInput {
    @Override
    public Map<String, Object> asMap() {
        throw new AssertionError("the record is asked for");
    }

    @Override
    public <T extends Record> T as(Class<T> type) {
        return type.cast(request);
    }

    @Override
    public String asJson() {
        throw new AssertionError("the record is asked for");
    }

    /** Builds a request; what is not set is not given. */
    static final class Builder {
        private @Nullable String text;
        private @Nullable String attachment;
        private @Nullable Integer sentences;
        private @Nullable Double ratio;
        private @Nullable Integer keyPhrases;
        private @Nullable LanguageChoice language;

        Builder text(String value) {
            text = value;
            return this;
        }

        Builder attachment(String value) {
            attachment = value;
            return this;
        }

        Builder sentences(int value) {
            sentences = value;
            return this;
        }

        Builder ratio(double value) {
            ratio = value;
            return this;
        }

        Builder keyPhrases(int value) {
            keyPhrases = value;
            return this;
        }

        Builder language(LanguageChoice value) {
            language = value;
            return this;
        }

        FakeInput build() {
            return new FakeInput(new SummaryRequest(
                    Optional.ofNullable(text),
                    Optional.ofNullable(attachment),
                    Optional.ofNullable(sentences),
                    Optional.ofNullable(ratio),
                    Optional.ofNullable(keyPhrases),
                    Optional.ofNullable(language)));
        }
    }
}
