package dev.souk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.caller.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every agent promises, whatever it does. A test of an agent extends this, says how to make one and one input that it takes, and
 * adds tests of what the agent is for.
 *
 * @since 0.1
 */
public abstract class AgentContract {
    private static final int THREADS = 8;

    /** A new agent. */
    protected abstract Agent newAgent();

    /** An input that the agent takes and answers. */
    protected abstract Map<String, Object> validInput();

    /** The files that belong to the valid input; none unless a test says otherwise. */
    protected List<Attachment> attachments() {
        return List.of();
    }

    private CallResult callWith(AgentTestKit kit, Map<String, Object> input) {
        return kit.tryCall(input, attachments().toArray(new Attachment[0]));
    }

    @Test
    @DisplayName("an agent describes itself the same way every time")
    void describesItselfTheSameWayEveryTime() throws Exception {
        try (Agent agent = newAgent()) {
            assertThat(agent.descriptor()).isNotNull().isEqualTo(agent.descriptor());
        }
    }

    @Test
    @DisplayName("an agent says what it asks, even if that is nothing")
    void saysWhatItAsks() throws Exception {
        try (Agent agent = newAgent()) {
            assertThat(agent.descriptor().pricing()).isPresent();
        }
    }

    @Test
    @DisplayName("an agent answers a valid input with an output that fits its own schema")
    void answersAValidInput() {
        try (AgentTestKit kit = AgentTestKit.of(newAgent())) {
            assertThat(callWith(kit, validInput())).isInstanceOf(Receipt.class);
        }
    }

    @Test
    @DisplayName("an input with an unknown field is refused and costs nothing")
    void refusesUnknownFields() {
        try (AgentTestKit kit = AgentTestKit.of(newAgent())) {
            Map<String, Object> input = new HashMap<>(validInput());
            input.put("a-field-that-no-agent-has", true);
            assertThat(callWith(kit, input)).isInstanceOf(Refusal.InvalidInput.class);
            assertThat(kit.souk()
                            .credits()
                            .balance(new TenantId("testkit"))
                            .held()
                            .micros())
                    .isZero();
        }
    }

    @Test
    @DisplayName("an agent answers many callers at once")
    void answersManyCallersAtOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        try (AgentTestKit kit = AgentTestKit.of(newAgent())) {
            List<Callable<CallResult>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                calls.add(() -> callWith(kit, validInput()));
            }
            for (Future<CallResult> answer : callers.invokeAll(calls)) {
                assertThat(answer.get()).isInstanceOf(Receipt.class);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    @DisplayName("closing an agent twice does no harm")
    void closesTwice() {
        Agent agent = newAgent();
        assertThatCode(() -> {
                    agent.close();
                    agent.close();
                })
                .doesNotThrowAnyException();
    }
}
