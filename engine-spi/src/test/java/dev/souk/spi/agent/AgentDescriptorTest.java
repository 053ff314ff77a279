package dev.souk.spi.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.limit.Limit;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentDescriptorTest {
    record In(String text) {}

    private static AgentDescriptor.Builder complete() {
        return AgentDescriptor.agent("acme.greeter", "1.0.0")
                .name("Greeter")
                .summary("Greets.")
                .input(Schema.of(In.class))
                .output(Schema.json("{}"));
    }

    private static void refused(UnaryOperator<AgentDescriptor.Builder> change, String... message) {
        assertThatThrownBy(() -> change.apply(complete()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(message);
    }

    @Test
    void hasDefaultsForWhatIsNotSaid() {
        AgentDescriptor agent = complete().build();
        assertThat(agent.pricing()).isEmpty();
        assertThat(agent.category()).isEqualTo("other");
        assertThat(agent.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(agent.attemptTimeout()).isEqualTo(agent.timeout());
        assertThat(agent.repeatable()).isTrue();
        assertThat(agent.fallback()).isEqualTo(Fallback.NONE);
        assertThat(agent.skills()).isEmpty();
        assertThat(agent.limits()).isEmpty();
    }

    @Test
    void holdsWhatWasSaid() {
        AgentDescriptor agent = complete()
                .pricing(Pricing.free())
                .category("text")
                .skill("greeting", "Says hello.")
                .timeout(Duration.ofSeconds(5))
                .attemptTimeout(Duration.ofSeconds(2))
                .notRepeatable()
                .fallback(Fallback.LAST_GOOD_REPLY_FREE)
                .limit(Limit.perMinute("all", 10))
                .build();
        assertThat(agent.pricing()).contains(Pricing.free());
        assertThat(agent.category()).isEqualTo("text");
        assertThat(agent.skills()).containsExactly(new Skill("greeting", "Says hello."));
        assertThat(agent.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(agent.attemptTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(agent.repeatable()).isFalse();
        assertThat(agent.fallback()).isEqualTo(Fallback.LAST_GOOD_REPLY_FREE);
        assertThat(agent.limits()).containsExactly(Limit.perMinute("all", 10));
    }

    @Test
    void doesNotChangeWithItsBuilder() {
        AgentDescriptor.Builder builder = complete();
        AgentDescriptor agent = builder.build();
        builder.skill("late", "Too late.").limit(Limit.inFlight("late", 1));
        assertThat(agent.skills()).isEmpty();
        assertThat(agent.limits()).isEmpty();
    }

    @Nested
    class Checks {
        @Test
        void schemasAreRequired() {
            assertThatThrownBy(() -> AgentDescriptor.agent("acme.a", "1.0.0").build())
                    .hasMessageContaining("no input schema");
            assertThatThrownBy(() -> AgentDescriptor.agent("acme.a", "1.0.0")
                            .input(Schema.json("{}"))
                            .build())
                    .hasMessageContaining("no output schema");
        }

        @Test
        void nameAndSummaryAreRequiredAndShort() {
            refused(agent -> agent.name(""), "name", "80");
            refused(agent -> agent.name("n".repeat(81)), "name", "80");
            refused(agent -> agent.summary("  "), "summary", "500");
            refused(agent -> agent.summary("s".repeat(501)), "summary", "500");
        }

        @Test
        void aCategoryIsOneWord() {
            refused(agent -> agent.category("Text processing"), "Text processing");
        }

        @Test
        void timesAreWithinTheirRange() {
            refused(agent -> agent.timeout(Duration.ZERO), "PT0S");
            refused(agent -> agent.timeout(Duration.ofSeconds(-1)), "PT-1S");
            refused(agent -> agent.timeout(Duration.ofHours(1).plusNanos(1)), "one hour");
            refused(agent -> agent.attemptTimeout(Duration.ZERO), "attempt");
            refused(agent -> agent.attemptTimeout(Duration.ofSeconds(31)), "PT31S", "PT30S");
            assertThat(complete().timeout(Duration.ofHours(1)).build().timeout())
                    .isEqualTo(Duration.ofHours(1));
        }

        @Test
        void thereAreAtMostFiftySkillsAndEightLimits() {
            refused(
                    agent -> {
                        for (int i = 0; i < 51; i++) {
                            agent.skill("s" + i, "");
                        }
                        return agent;
                    },
                    "51");
            refused(
                    agent -> {
                        for (int i = 0; i < 9; i++) {
                            agent.limit(Limit.inFlight("l" + i, 1));
                        }
                        return agent;
                    },
                    "9");
        }

        @Test
        void limitsHaveDifferentNames() {
            refused(agent -> agent.limit(Limit.inFlight("a", 1)).limit(Limit.perHour("a", 1)), "same name");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"greeter", "Acme.greeter", "acme.", ".greeter", "acme..greeter", "acme.1", "acme/x", ""})
        void anIdNamesItsPublisher(String id) {
            assertThatThrownBy(() -> AgentDescriptor.agent(id, "1.0.0"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("publisher.name");
        }

        @Test
        void aSkillIdIsShort() {
            assertThatThrownBy(() -> complete().skill("Key Phrases", "")).hasMessageContaining("Key Phrases");
        }

        @Test
        void onlyARecordMakesASchema() {
            assertThatThrownBy(() -> new Schema.Of(notARecord())).hasMessageContaining("is not a record");
        }

        @SuppressWarnings("unchecked")
        private static Class<? extends Record> notARecord() {
            return (Class<? extends Record>) (Class<?>) String.class;
        }
    }

    @Test
    void anAgentIdIsOrderedAndKnowsItsPublisher() {
        AgentId id = new AgentId("acme.text.greeter");
        assertThat(id.publisher()).isEqualTo("acme");
        assertThat(id).hasToString("acme.text.greeter").isGreaterThan(new AgentId("acme.a"));
        assertThatThrownBy(() -> new AgentId("a." + "b".repeat(127)))
                .satisfies(no -> assertThat(no.getMessage()).hasSizeLessThan(160));
    }
}
