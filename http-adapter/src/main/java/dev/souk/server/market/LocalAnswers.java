package dev.souk.server.market;

import dev.souk.engine.call.AgentInfo;
import dev.souk.engine.call.BudgetStatus;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.PublisherBalance;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.RefundReceipt;
import dev.souk.engine.call.Refusal;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.Skill;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.store.ApiKey;
import dev.souk.spi.store.Payout;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The engine's values as the command line shows them. */
final class LocalAnswers {
    private LocalAnswers() {}

    static CallAnswer of(CallResult result) {
        if (result instanceof Receipt receipt) {
            return new CallAnswer.Answered(
                    receipt.executionId().value(),
                    receipt.agent().value(),
                    receipt.version().toString(),
                    receipt.output(),
                    receipt.duration().toMillis(),
                    receipt.attempts(),
                    receipt.charge().toString(),
                    receipt.balance().toString(),
                    receipt.trialCallsLeft().isPresent()
                            ? receipt.trialCallsLeft().getAsLong()
                            : null,
                    receipt.replayed());
        }
        if (result instanceof Refusal refusal) {
            return new CallAnswer.NotAnswered(
                    refusal.code(),
                    refusal.message(),
                    problems(refusal),
                    offers(refusal),
                    null,
                    refusal.retryAfter().orElse(null));
        }
        Failure failure = (Failure) result;
        return new CallAnswer.NotAnswered(
                failure.code(),
                failure.message(),
                List.of(),
                List.of(),
                failure.executionId().map(ExecutionId::value).orElse(null),
                failure.retryAfterOrNull());
    }

    private static List<String> problems(Refusal refusal) {
        return refusal instanceof Refusal.InvalidInput invalid
                ? invalid.problems().stream()
                        .map(problem -> CallAnswer.NotAnswered.detail(problem.pointer(), problem.message()))
                        .toList()
                : List.of();
    }

    private static List<String> offers(Refusal refusal) {
        return refusal instanceof Refusal.TrialUsedUp used
                ? used.offers().stream().map(plan -> plan.id().value()).toList()
                : List.of();
    }

    static AgentSummary summary(AgentInfo info) {
        AgentDescriptor agent = info.descriptor();
        return new AgentSummary(
                agent.id().value(),
                agent.version().toString(),
                agent.name(),
                agent.summary(),
                agent.category(),
                agent.skills().stream().map(Skill::id).toList(),
                agent.pricing().map(LocalAnswers::price).orElse("no price"));
    }

    private static String price(Pricing asked) {
        return Prices.inWords(
                asked.perCall().toString(), asked.perThousandModelTokens().toString());
    }

    static HistoryLine line(StatementLine line) {
        return new HistoryLine(
                line.posting().sequence(),
                line.at().toString(),
                lower(line.kind()),
                Credits.ofMicros(line.posting().amount()).toString(),
                Credits.ofMicros(line.posting().balance()).toString(),
                line.execution().map(ExecutionId::value).orElse(""),
                line.memo());
    }

    static RefundView refund(RefundReceipt receipt) {
        return new RefundView(
                receipt.refund().transfer().value(),
                receipt.refund().executionId().value(),
                receipt.refund().tenant().value(),
                receipt.refund().amount().toString(),
                receipt.paid().toString(),
                receipt.refunded().toString(),
                receipt.left().toString(),
                receipt.replayed());
    }

    static PublisherView publisher(PublisherBalance balance) {
        return new PublisherView(
                balance.publisher(),
                balance.heldBack().toString(),
                balance.payable().toString(),
                balance.owed().toString());
    }

    static PayoutView payout(Payout payout) {
        return new PayoutView(
                payout.id().value(),
                payout.publisher(),
                payout.amount().toString(),
                lower(payout.state()),
                payout.requestedBy(),
                payout.requestedAt().toString(),
                payout.memo(),
                payout.decision().map(Payout.Decision::by).orElse(""),
                payout.decision().map(decision -> decision.at().toString()).orElse(""),
                payout.decision().map(Payout.Decision::memo).orElse(""));
    }

    static KeyView key(ApiKey key) {
        return new KeyView(
                key.id(),
                key.tenant().value(),
                key.user().value(),
                key.admin(),
                key.label(),
                key.createdAt().toString(),
                Optional.ofNullable(key.revokedAtOrNull())
                        .map(Instant::toString)
                        .orElse(""));
    }

    static BudgetView budget(BudgetStatus status) {
        BudgetHolder holder = status.budget().id().holder();
        String name = "";
        if (holder instanceof BudgetHolder.OneUser one) {
            name = one.user().value();
        } else if (holder instanceof BudgetHolder.OneKey one) {
            name = one.key().value();
        }
        return new BudgetView(
                holder.kind(),
                name,
                status.budget().id().period().id(),
                status.budget().amount().toString(),
                status.used().toString(),
                status.held().toString(),
                status.left().toString(),
                status.renewsAt().map(Instant::toString).orElse(""));
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
