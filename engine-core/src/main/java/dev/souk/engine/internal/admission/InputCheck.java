package dev.souk.engine.internal.admission;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallInput;
import dev.souk.engine.call.InputProblem;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.internal.catalog.CatalogEntry;
import dev.souk.engine.internal.json.Json;
import dev.souk.engine.internal.json.JsonException;
import dev.souk.spi.agent.Attachment;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Whether what a call brings is of the right form and not too large. Immutable. */
final class InputCheck {
    /** The most attachments of one call. */
    static final int MAX_ATTACHMENTS = 32;

    private final long maxInputBytes;
    private final long maxAttachmentBytes;

    InputCheck(long maxInputBytes, long maxAttachmentBytes) {
        this.maxInputBytes = maxInputBytes;
        this.maxAttachmentBytes = maxAttachmentBytes;
    }

    /** The input as a tree that fits the agent's schema. */
    ObjectNode input(Call call, CatalogEntry entry) {
        ObjectNode tree;
        try {
            tree = tree(call.input());
        } catch (JsonException broken) {
            throw refused("", "it is not JSON that can be read: " + broken.getMessage());
        }
        List<InputProblem> problems = entry.input().problems(tree);
        if (!problems.isEmpty()) {
            throw new RefusedException(new Refusal.InvalidInput(problems));
        }
        return tree;
    }

    private ObjectNode tree(CallInput input) {
        if (input instanceof CallInput.OfJson json) {
            requireSize(utf8Length(json.text()));
            return Json.object(json.text());
        }
        ObjectNode tree =
                Json.tree(input instanceof CallInput.OfMap map ? map.values() : ((CallInput.OfRecord) input).value());
        requireSize(Json.sizeUpTo(tree, maxInputBytes));
        return tree;
    }

    private static long utf8Length(String text) {
        return text.length() > Integer.MAX_VALUE / 4 ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void requireSize(long bytes) {
        if (bytes > maxInputBytes) {
            throw new RefusedException(new Refusal.TooLarge("input", bytes, maxInputBytes));
        }
    }

    void attachments(List<Attachment> attachments) {
        if (attachments.size() > MAX_ATTACHMENTS) {
            throw refused("", attachments.size() + " attachments are more than " + MAX_ATTACHMENTS);
        }
        Set<String> names = new HashSet<>();
        long bytes = 0;
        for (Attachment attachment : attachments) {
            if (!names.add(attachment.name())) {
                throw refused("", "two attachments are named '" + attachment.name() + "'");
            }
            bytes = attachment.size() > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : bytes + attachment.size();
        }
        if (bytes > maxAttachmentBytes) {
            throw new RefusedException(new Refusal.TooLarge("sum of the attachments", bytes, maxAttachmentBytes));
        }
    }

    private static RefusedException refused(String pointer, String message) {
        return new RefusedException(new Refusal.InvalidInput(List.of(new InputProblem(pointer, message))));
    }
}
