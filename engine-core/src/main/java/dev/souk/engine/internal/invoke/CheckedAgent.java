package dev.souk.engine.internal.invoke;

import dev.souk.engine.call.InputProblem;
import dev.souk.engine.internal.catalog.CatalogEntry;
import dev.souk.engine.internal.json.Json;
import dev.souk.engine.internal.json.JsonException;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An agent whose reply is copied and checked in the same thread and within the same time as the agent itself, because a reply can
 * hold anything: maps without end, accessors that hang, values that have no form in JSON. What it throws can be just as much, so it
 * becomes an {@link AttemptFault} here too.
 *
 * <p>Thread-safe if the agent is.
 */
final class CheckedAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(CheckedAgent.class);

    private final CatalogEntry entry;
    private final long maxOutputBytes;

    CheckedAgent(CatalogEntry entry, long maxOutputBytes) {
        this.entry = entry;
        this.maxOutputBytes = maxOutputBytes;
    }

    @Override
    public AgentDescriptor descriptor() {
        return entry.descriptor();
    }

    @Override
    public AgentReply invoke(AgentInput input, AgentContext context) {
        // Libraries look for their services through this, and must find those of the plugin and not those of the
        // engine.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(entry.agent().getClass().getClassLoader());
        try {
            return checkedReply(input, context);
        } catch (Throwable thrown) {
            AttemptFault fault = AttemptFault.thrown(thrown);
            if (fault != thrown) {
                show(thrown);
            }
            throw fault;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void show(Throwable thrown) {
        try {
            LOG.debug("What {} threw", entry.id(), thrown);
        } catch (Throwable unspeakable) {
            // Its text is the agent's code, which failed once more. How it counts is decided already.
        }
    }

    private AgentReply checkedReply(AgentInput input, AgentContext context) throws Exception {
        AgentReply reply = entry.agent().invoke(input, context);
        if (reply == null) {
            throw AttemptFault.of(ErrorCode.AGENT_RETURNED_NOTHING, "the agent answered with null");
        }
        return AgentReply.of(checked(reply));
    }

    private CheckedOutput checked(AgentReply reply) {
        ObjectNode tree;
        long bytes;
        try {
            tree = Json.tree(reply.output());
            bytes = Json.sizeUpTo(tree, maxOutputBytes);
        } catch (JsonException broken) {
            throw noForm();
        }
        if (bytes > maxOutputBytes) {
            throw AttemptFault.of(
                    ErrorCode.AGENT_OUTPUT_TOO_LARGE, "the agent's output has more than " + maxOutputBytes + " bytes");
        }
        List<InputProblem> problems = entry.output().problems(tree);
        if (!problems.isEmpty()) {
            throw AttemptFault.of(
                    ErrorCode.AGENT_INVALID_OUTPUT,
                    "the agent's output breaks its own schema at '"
                            + problems.get(0).pointer() + "'");
        }
        try {
            // As it reads back from the text, so that the first answer is to the digit what every later one will be.
            String text = Json.text(tree);
            return new CheckedOutput(Json.readBack(tree, text), text);
        } catch (JsonException unreadable) {
            throw noForm();
        }
    }

    private static AttemptFault noForm() {
        return AttemptFault.of(
                ErrorCode.AGENT_INVALID_OUTPUT,
                "the agent's output has no form in JSON that can be read again; what has none is, among others, NaN, a number of"
                        + " more than 1,000 digits, a name of more than 50,000 characters");
    }
}
