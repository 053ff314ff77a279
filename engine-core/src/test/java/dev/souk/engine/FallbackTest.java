package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.config.SoukConfig.BreakerSettings;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Fallback;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.store.Execution;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FallbackTest {
    private volatile boolean broken;
    private volatile boolean picky;
    private Market market;

    private TestAgent agent(String version, Fallback fallback) {
        return TestAgent.version(
                "acme.oracle",
                version,
                about -> about.fallback(fallback).pricing(Pricing.perCall("1").andPerThousandModelTokens("1", 1_000)),
                (input, context) -> {
                    if (broken) {
                        throw AgentException.failed("no answer today", null);
                    }
                    if (picky) {
                        throw AgentException.invalidInput("", "wrong");
                    }
                    context.reportModelUsage(new ModelUsage(1_000, 0));
                    return AgentReply.of(Map.of("answer", input.asMap().get("question")));
                });
    }

    private void market(Fallback fallback) {
        market = Market.with(
                parts -> parts.config(Market.config()
                        .breaker(new BreakerSettings(3, 5, Duration.ofHours(1), 1))
                        .build()),
                agent("1.0.0", fallback));
    }

    @AfterEach
    void close() {
        assertThat(market.souk.credits().audit().findings()).isEmpty();
        market.close();
    }

    private CallResult ask(Caller caller, String question) {
        return market.souk.call(Call.to("acme.oracle")
                .by(caller)
                .input(Map.of("question", question))
                .build());
    }

    private CallResult ask(String question) {
        return ask(Market.ANN, question);
    }

    @Test
    void givesTheLastGoodReplyMarkedAndForNothing() {
        market(Fallback.LAST_GOOD_REPLY_FREE);
        assertThat(((Receipt) ask("why")).fallback()).isFalse();
        Credits before = market.available();
        broken = true;
        Receipt receipt = (Receipt) ask("why");
        assertThat(receipt.output()).containsEntry("answer", "why");
        assertThat(receipt.fallback()).isTrue();
        assertThat(receipt.charge()).isEqualTo(Credits.ZERO);
        assertThat(receipt.usage()).isEqualTo(ModelUsage.NONE);
        assertThat(receipt.attempts()).isEqualTo(1);
        assertThat(market.available()).isEqualTo(before);
        Execution stored = market.souk
                .executions()
                .find(Market.ACME, receipt.executionId())
                .orElseThrow();
        assertThat(stored.end().orElseThrow().fallback()).isTrue();
    }

    @Test
    void givesItAtThePriceOfACallWithoutModelTokens() {
        market(Fallback.LAST_GOOD_REPLY_AT_PRICE);
        assertThat(((Receipt) ask("why")).charge()).isEqualTo(Credits.parse("2.2375"));
        broken = true;
        assertThat(((Receipt) ask("why")).charge()).isEqualTo(Credits.parse("1.2375"));
        assertThat(market.posted(AccountId.earningsOf("acme"))).isEqualTo(1_600_000 + 800_000);
    }

    @Test
    void isGivenOnlyIfTheAgentAllowsIt() {
        market(Fallback.NONE);
        ask("why");
        broken = true;
        assertThat(ask("why")).isInstanceOf(Failure.class);
    }

    @Test
    void isNeverTheAnswerToAnotherQuestion() {
        market(Fallback.LAST_GOOD_REPLY_FREE);
        ask("why");
        broken = true;
        assertThat(ask("how")).isInstanceOf(Failure.class);
    }

    @Test
    void isNeverAnotherTenantsAnswer() {
        market(Fallback.LAST_GOOD_REPLY_FREE);
        market.tenant("other", "elite", "10");
        ask("why");
        broken = true;
        assertThat(ask(Caller.of("other", "ann"), "why")).isInstanceOf(Failure.class);
        assertThat(ask(Caller.of("acme", "ben"), "why")).isInstanceOf(Receipt.class);
    }

    @Test
    void isNeverAnotherVersionsAnswer() {
        market =
                Market.of(agent("1.0.0", Fallback.LAST_GOOD_REPLY_FREE), agent("2.0.0", Fallback.LAST_GOOD_REPLY_FREE));
        ask("why");
        broken = true;
        assertThat(market.souk.call(Market.to("acme.oracle")
                        .version("1.0.0")
                        .input(Map.of("question", "why"))
                        .build()))
                .isInstanceOf(Failure.class);
    }

    @Test
    void isGivenWhileTheBreakerIsOpen() {
        market(Fallback.LAST_GOOD_REPLY_FREE);
        ask("why");
        broken = true;
        for (int i = 0; i < 3; i++) {
            ask("how");
        }
        assertThat(((Failure) ask("how")).code()).isEqualTo(ErrorCode.BREAKER_OPEN);
        assertThat(((Receipt) ask("why")).fallback()).isTrue();
    }

    @Test
    void isNotGivenIfTheCallerIsToBlame() {
        market(Fallback.LAST_GOOD_REPLY_FREE);
        ask("why");
        picky = true;
        assertThat(ask("why")).isInstanceOf(Refusal.InvalidInput.class);
    }

    @Test
    void growsTooOld() {
        market(Fallback.LAST_GOOD_REPLY_FREE);
        ask("why");
        broken = true;
        market.time.advance(Duration.ofMinutes(59));
        assertThat(ask("why")).isInstanceOf(Receipt.class);
        market.time.advance(Duration.ofMinutes(1));
        assertThat(ask("why")).isInstanceOf(Failure.class);
    }
}
