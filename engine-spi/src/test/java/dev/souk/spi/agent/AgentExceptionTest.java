package dev.souk.spi.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.ErrorCode;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentExceptionTest {
    record Out(String text) {}

    @Test
    void saysWhatKindOfFaultItWas() {
        IOException cause = new IOException();
        assertThat(AgentException.failed("no", cause).code()).isEqualTo(ErrorCode.AGENT_FAILED);
        assertThat(AgentException.failed("no", cause)).hasCause(cause).hasMessage("no");
        assertThat(AgentException.temporary("no", null).code()).isEqualTo(ErrorCode.AGENT_TEMPORARILY_FAILED);
        assertThat(AgentException.modelProvider("no", null, null).code()).isEqualTo(ErrorCode.MODEL_PROVIDER_FAILED);
        assertThat(AgentException.cancelled().code()).isEqualTo(ErrorCode.CANCELLED);
        AgentException input = AgentException.invalidInput("/columns/3", "there is no such column");
        assertThat(input.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        assertThat(input.pointer()).isEqualTo("/columns/3");
    }

    @Test
    void aWrongInputIsSaidWithAMessageAndMayHaveNoPointer() {
        assertThat(AgentException.invalidInput(null, "no").pointer()).isEmpty();
        assertThatThrownBy(() -> AgentException.invalidInput("/columns", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("message");
    }

    @Test
    void onlySomeAreTheAgentsFault() {
        assertThat(AgentException.failed("no", null).isAgentsFault()).isTrue();
        assertThat(AgentException.modelProvider("no", null, null).isAgentsFault())
                .isTrue();
        assertThat(AgentException.invalidInput("", "no").isAgentsFault()).isFalse();
        assertThat(AgentException.cancelled().isAgentsFault()).isFalse();
    }

    @Test
    void aProvidersTimeToWaitIsKeptUnlessItLiesInThePast() {
        assertThat(AgentException.modelProvider("no", Duration.ofSeconds(3), null)
                        .retryAfter())
                .contains(Duration.ofSeconds(3));
        assertThat(AgentException.modelProvider("no", Duration.ofSeconds(-3), null)
                        .retryAfter())
                .isEmpty();
        assertThat(AgentException.temporary("no", null).retryAfter()).isEmpty();
    }

    @Test
    void aReplyIsAMapOrARecord() {
        assertThat(AgentReply.of(Map.of("a", 1)).output()).isEqualTo(Map.of("a", 1));
        assertThat(AgentReply.of(new Out("x")).output()).isEqualTo(new Out("x"));
        assertThatThrownBy(() -> new AgentReply("text")).hasMessageContaining("java.lang.String");
        assertThatThrownBy(() -> new AgentReply(null)).hasMessageContaining("null");
    }

    @Test
    void aContextStopsAnAgentThatIsCancelledAndFindsAttachmentsByName() {
        Attachment rows = Attachment.of("rows", "text/csv", new byte[0]);
        assertThatThrownBy(() -> context(true, List.of()).checkCancelled())
                .isInstanceOfSatisfying(
                        AgentException.class, stop -> assertThat(stop.code()).isEqualTo(ErrorCode.CANCELLED));
        AgentContext running = context(false, List.of(rows));
        running.checkCancelled();
        assertThat(running.attachment("rows")).containsSame(rows);
        assertThat(running.attachment("none")).isEmpty();
    }

    private static AgentContext context(boolean cancelled, List<Attachment> attachments) {
        return (AgentContext) Proxy.newProxyInstance(
                AgentContext.class.getClassLoader(), new Class<?>[] {AgentContext.class}, (self, method, arguments) -> {
                    if (method.isDefault()) {
                        return InvocationHandler.invokeDefault(self, method, arguments);
                    }
                    return method.getName().equals("isCancelled") ? (Object) cancelled : attachments;
                });
    }
}
