package dev.souk.http.internal.rest;

import dev.souk.engine.Souk;
import dev.souk.http.internal.wire.CreditsJson;
import dev.souk.http.internal.wire.LimitJson;
import dev.souk.http.internal.wire.PlansJson;
import dev.souk.http.internal.wire.Slice;
import dev.souk.http.internal.wire.TrialJson;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.StatementLine;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is for sale, what the caller's tenant has, and how full the caller's limits are. */
final class AccountRoutes {
    private final Souk souk;

    AccountRoutes(Souk souk) {
        this.souk = souk;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/plans",
                        Access.KEY,
                        exchange -> Answer.ok(PlansJson.of(souk.tenants().plans()))),
                Route.get("/credits/balance", Access.KEY, this::balance),
                Route.get("/credits/history", Access.KEY, this::history, "before", "size"),
                Route.get("/usage/limits", Access.KEY, this::limits));
    }

    private Answer balance(Exchange exchange) {
        Caller caller = exchange.caller();
        return Answer.ok(
                CreditsJson.of(caller.tenant().value(), souk.credits().balance(caller.tenant()), trial(caller)));
    }

    /** What the next trial call would find: the less of what the user and the device have left. */
    private @Nullable TrialJson trial(Caller caller) {
        boolean onTrial = souk.tenants()
                .find(caller.tenant())
                .map(tenant -> tenant.plan().isEmpty())
                .orElse(false);
        if (!onTrial) {
            return null;
        }
        long calls = souk.tenants().plans().trial().calls();
        Stream<AccountId> accounts = Stream.concat(
                Stream.of(AccountId.trialOf(caller.tenant(), caller.user())),
                caller.device().map(AccountId::trialOf).stream());
        long left = accounts.mapToLong(
                        id -> souk.credits().account(id).map(Account::available).orElse(calls))
                .min()
                .orElse(calls);
        return new TrialJson(left);
    }

    private Answer history(Exchange exchange) {
        int size = exchange.size();
        long before = exchange.query("before", text -> Exchange.number(text, 1, Long.MAX_VALUE))
                .orElse(Long.MAX_VALUE);
        List<StatementLine> lines = souk.credits().history(exchange.tenant(), before, size + 1);
        return Answer.ok(
                Slice.of(lines, size, line -> Long.toString(line.posting().sequence()), CreditsJson.Line::of));
    }

    private Answer limits(Exchange exchange) {
        List<LimitJson> limits =
                souk.limits().of(exchange.caller()).stream().map(LimitJson::of).toList();
        return Answer.ok(Map.of("items", limits));
    }
}
