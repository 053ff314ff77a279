package dev.souk.plugin.summarizer;

import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.Fallback;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.TypedAgent;
import java.io.IOException;
import java.time.Duration;
import org.pf4j.Extension;

/**
 * The agent {@code souk.summarizer}: picks the sentences of a text that say most of it, and names what it is about. It uses
 * no model, no network and no chance, so the same call has the same answer everywhere. Thread-safe: it has no state.
 */
@Extension
public final class SummarizerAgent extends TypedAgent<SummaryRequest, Summary> {
    private static final int USUAL_PHRASES = 5;
    private static final int MOST_PHRASES = 30;

    /** Called once, when the plugin is loaded. */
    public SummarizerAgent() {
        super(AgentDescriptor.agent("souk.summarizer", "1.0.0")
                .name("Summarizer")
                .summary("Picks the sentences that say most of a text, in their order, and its key phrases. "
                        + "Works in any language, without a model")
                .category("text")
                .skill("extractive-summary", "Summarizes a text in a number of its own sentences or a share of them")
                .skill("key-phrases", "Names the phrases that say what a text is about")
                .pricing(Pricing.free())
                .timeout(Duration.ofSeconds(30))
                .fallback(Fallback.LAST_GOOD_REPLY_FREE));
    }

    @Override
    protected Summary answer(SummaryRequest input, AgentContext context) throws IOException {
        SummaryLength length = SummaryLength.of(input);
        int keyPhrases = input.keyPhrases().orElse(USUAL_PHRASES);
        if (keyPhrases < 0 || keyPhrases > MOST_PHRASES) {
            throw AgentException.invalidInput(
                    "/keyPhrases", "keyPhrases is " + keyPhrases + "; give a number from 0 to " + MOST_PHRASES);
        }
        LanguageChoice language = input.language().orElse(LanguageChoice.AUTO);
        return new Summarizer(length, keyPhrases, language, context::checkCancelled)
                .summarize(SourceText.of(input, context));
    }
}
