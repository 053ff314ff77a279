package dev.souk.server.market;

import dev.souk.server.market.Reply.Fields;
import java.time.Duration;
import java.util.List;

/** A server's JSON as the command line shows it. */
final class RemoteAnswers {
    private RemoteAnswers() {}

    static CallAnswer call(Reply reply) {
        Fields body = reply.body();
        if (reply.isFine()) {
            return new CallAnswer.Answered(
                    body.text("executionId"),
                    body.text("agent"),
                    body.text("version"),
                    body.object("output").values(),
                    body.object("usage").number("durationMillis"),
                    (int) body.object("usage").number("attempts"),
                    body.object("charge").text("credits"),
                    body.object("balance").text("credits"),
                    body.has("trial") ? body.object("trial").number("callsLeft") : null,
                    reply.replayed());
        }
        return new CallAnswer.NotAnswered(
                reply.code(),
                body.text("detail"),
                body.objects("errors").stream()
                        .map(error -> CallAnswer.NotAnswered.detail(error.text("pointer"), error.text("message")))
                        .toList(),
                body.objects("offers").stream().map(offer -> offer.text("plan")).toList(),
                body.textOrNull("executionId"),
                body.has("retryAfterSeconds") ? Duration.ofSeconds(body.number("retryAfterSeconds")) : null);
    }

    static AgentSummary summary(Fields agent, List<String> skills) {
        Fields pricing = agent.object("pricing");
        return new AgentSummary(
                agent.text("id"),
                agent.text("version"),
                agent.text("name"),
                agent.text("summary"),
                agent.text("category"),
                skills,
                agent.has("pricing")
                        ? Prices.inWords(pricing.text("perCall"), pricing.text("perThousandModelTokens"))
                        : "no price");
    }

    static BalanceView balance(Fields body) {
        return new BalanceView(
                body.text("tenant"),
                body.object("posted").text("credits"),
                body.object("held").text("credits"),
                body.object("available").text("credits"));
    }

    static HistoryLine line(Fields line) {
        return new HistoryLine(
                line.number("sequence"),
                line.text("at"),
                line.text("kind"),
                line.object("amount").text("credits"),
                line.object("balance").text("credits"),
                line.text("executionId"),
                line.text("memo"));
    }

    static RefundView refund(Reply reply) {
        Fields body = reply.body();
        Fields refund = body.object("refund");
        return new RefundView(
                refund.text("transfer"),
                refund.text("executionId"),
                refund.text("tenant"),
                refund.object("amount").text("credits"),
                body.object("paid").text("credits"),
                body.object("refunded").text("credits"),
                body.object("left").text("credits"),
                reply.replayed());
    }

    static PublisherView publisher(Fields balance) {
        return new PublisherView(
                balance.text("publisher"),
                balance.object("heldBack").text("credits"),
                balance.object("payable").text("credits"),
                balance.object("owed").text("credits"));
    }

    static PayoutView payout(Fields payout) {
        return new PayoutView(
                payout.text("id"),
                payout.text("publisher"),
                payout.object("amount").text("credits"),
                payout.text("state"),
                payout.text("requestedBy"),
                payout.text("requestedAt"),
                payout.text("memo"),
                payout.text("decidedBy"),
                payout.text("decidedAt"),
                payout.text("decisionMemo"));
    }

    static KeyView key(Fields key) {
        return new KeyView(
                key.text("id"),
                key.text("tenant"),
                key.text("user"),
                key.flag("admin"),
                key.text("label"),
                key.text("createdAt"),
                key.text("revokedAt"));
    }

    static BudgetView budget(Fields budget) {
        String holder = budget.text("holder");
        return new BudgetView(
                holder,
                budget.text(holder),
                budget.text("period"),
                budget.object("amount").text("credits"),
                budget.object("used").text("credits"),
                budget.object("held").text("credits"),
                budget.object("left").text("credits"),
                budget.text("renewsAt"));
    }

    static TenantView tenant(Fields tenant) {
        return new TenantView(
                tenant.text("id"), tenant.has("plan") ? tenant.text("plan") : "trial", tenant.text("createdAt"));
    }
}
