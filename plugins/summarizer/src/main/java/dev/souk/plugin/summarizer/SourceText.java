package dev.souk.plugin.summarizer;

import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.Attachment;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The text to summarize and where in the input it came from.
 *
 * @param text at most {@link #LONGEST} UTF-16 code units
 * @param pointer a JSON pointer for messages about it
 */
record SourceText(String text, String pointer) {
    /** The most UTF-16 code units of a text. It bounds every collection that grows with the text. */
    static final int LONGEST = 2_000_000;

    /**
     * Finds the text of a call.
     *
     * @throws AgentException invalid input, if there is none, more than one, or one that cannot be read as text
     * @throws IOException if an attachment cannot be read
     */
    static SourceText of(SummaryRequest request, AgentContext context) throws IOException {
        Optional<String> inline = request.text();
        if (inline.isEmpty()) {
            Attachment attachment = attachment(request.attachment(), context.attachments());
            return checked(AttachedText.read(attachment, LONGEST), "/attachment");
        }
        if (request.attachment().isPresent() || !context.attachments().isEmpty()) {
            throw AgentException.invalidInput(
                    "/text", "there is a text and an attachment; send one of them, or summarize them in two calls");
        }
        return checked(inline.get(), "/text");
    }

    private static Attachment attachment(Optional<String> name, List<Attachment> attachments) {
        if (attachments.isEmpty()) {
            throw AgentException.invalidInput(
                    name.isPresent() ? "/attachment" : "/text",
                    "there is no text; give one in text or as an attachment");
        }
        if (name.isPresent()) {
            return attachments.stream()
                    .filter(a -> a.name().equals(name.get()))
                    .findFirst()
                    .orElseThrow(() -> AgentException.invalidInput(
                            "/attachment",
                            "no attachment is named '" + shortened(name.get()) + "'; there are "
                                    + attachments.stream()
                                            .map(a -> "'" + shortened(a.name()) + "'")
                                            .limit(10)
                                            .toList()));
        }
        if (attachments.size() > 1) {
            throw AgentException.invalidInput(
                    "/attachment", "there are " + attachments.size() + " attachments; name the one to summarize");
        }
        return attachments.get(0);
    }

    private static String shortened(String name) {
        return name.length() <= 80 ? name : name.substring(0, 80) + "…";
    }

    private static SourceText checked(String text, String pointer) {
        if (text.length() > LONGEST) {
            throw AgentException.invalidInput(
                    pointer,
                    "the text has " + text.length() + " characters, more than " + LONGEST + "; summarize it in parts");
        }
        return new SourceText(text, pointer);
    }
}
