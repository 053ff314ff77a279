package dev.souk.spi.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TypedAgentTest {
    record Question(String text) {}

    record Answer(String text) {}

    private static AgentDescriptor.Builder about() {
        return AgentDescriptor.agent("acme.oracle", "1.0.0").name("Oracle").summary("Answers.");
    }

    static class Oracle extends TypedAgent<Question, Answer> {
        Oracle() {
            super(about());
        }

        @Override
        protected Answer answer(Question question, AgentContext context) {
            return question.text().isEmpty() ? null : new Answer(question.text() + "!");
        }
    }

    static final class LouderOracle extends Oracle {}

    abstract static class Half<I extends Record> extends TypedAgent<I, Answer> {
        Half() {
            super(about());
        }
    }

    static final class Halved extends Half<Question> {
        @Override
        protected Answer answer(Question question, AgentContext context) {
            return new Answer("");
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    static final class Raw extends TypedAgent {
        Raw() {
            super(about());
        }

        @Override
        protected Record answer(Record question, AgentContext context) {
            return question;
        }
    }

    private record OneQuestion(Question question) implements AgentInput {
        @Override
        public Map<String, Object> asMap() {
            return Map.of("text", question.text());
        }

        @Override
        public <T extends Record> T as(Class<T> type) {
            return type.cast(question);
        }

        @Override
        public String asJson() {
            return "{}";
        }
    }

    @Nested
    class Types {
        @Test
        void areReadFromTheClassThatNamesThem() {
            assertThat(new Oracle().descriptor().input()).isEqualTo(Schema.of(Question.class));
            assertThat(new Oracle().descriptor().output()).isEqualTo(Schema.of(Answer.class));
        }

        @Test
        void areReadThroughASubclassOfTheClassThatNamesThem() {
            assertThat(new LouderOracle().descriptor().input()).isEqualTo(Schema.of(Question.class));
        }

        @Test
        void thatNobodyNamesAreAClearError() {
            assertThatThrownBy(Raw::new)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Raw must name two records");
        }

        @Test
        void thatAreLeftOpenByTheClassBelowAreAClearError() {
            assertThatThrownBy(Halved::new)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Half must name two records");
        }
    }

    @Nested
    class Invoking {
        private final AgentContext unused = (AgentContext) Proxy.newProxyInstance(
                AgentContext.class.getClassLoader(), new Class<?>[] {AgentContext.class}, (self, method, arguments) -> {
                    throw new AssertionError("nobody asks for " + method);
                });

        @Test
        void handsOverTheRecordAndRepliesWithTheAnswer() throws Exception {
            AgentReply reply = new Oracle().invoke(new OneQuestion(new Question("why")), unused);
            assertThat(reply.output()).isEqualTo(new Answer("why!"));
        }

        /** It used to come out as a NullPointerException, which the engine took for a fault of another kind. */
        @Test
        void anAnswerOfNullIsNoReply() throws Exception {
            assertThat(new Oracle().invoke(new OneQuestion(new Question("")), unused))
                    .isNull();
        }
    }
}
