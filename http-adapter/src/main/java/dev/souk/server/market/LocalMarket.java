package dev.souk.server.market;

import dev.souk.engine.Souk;
import dev.souk.engine.Statement;
import dev.souk.engine.call.AgentInfo;
import dev.souk.engine.call.Balance;
import dev.souk.engine.call.BudgetStatus;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Deposit;
import dev.souk.engine.call.PublisherBalance;
import dev.souk.http.ApiKeys;
import dev.souk.server.text.Json;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.caller.ApiKeyId;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.store.ApiKey;
import dev.souk.spi.store.PayoutQuery;
import dev.souk.spi.store.PayoutState;
import dev.souk.spi.store.Tenant;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A marketplace in this process, on a store that nobody else uses. */
public final class LocalMarket implements Market {
    private static final int PAGE = 1_000;
    private static final String TRIAL = "trial";

    private final Souk souk;
    private final @Nullable ApiKeys keys;
    private final String ownTenant;

    /**
     * A marketplace on this engine.
     *
     * @param souk the engine; closed at the end
     * @param keys its keys
     * @param ownTenant whose balance is meant if nobody is named
     */
    public LocalMarket(Souk souk, ApiKeys keys, String ownTenant) {
        this(souk, ownTenant, keys);
    }

    /**
     * A marketplace without keys, to look at its catalog.
     *
     * @param souk the engine; closed at the end
     * @param ownTenant whose balance is meant if nobody is named
     */
    public LocalMarket(Souk souk, String ownTenant) {
        this(souk, ownTenant, null);
    }

    private LocalMarket(Souk souk, String ownTenant, @Nullable ApiKeys keys) {
        this.souk = souk;
        this.keys = keys;
        this.ownTenant = ownTenant;
    }

    @Override
    public List<AgentSummary> agents(String text, String category, String skill) {
        return souk.agents().search(text, category, skill).stream()
                .map(LocalAnswers::summary)
                .toList();
    }

    @Override
    public AgentDetails agent(String id) {
        AgentInfo info = souk.agents()
                .find(new AgentId(id), null)
                .orElseThrow(() -> new SoukException(
                        ErrorCode.AGENT_NOT_FOUND, "no agent '" + id + "' is in the catalog; see souk agents"));
        return new AgentDetails(
                LocalAnswers.summary(info),
                LocalAnswers.lower(info.breaker()),
                Json.object(info.inputSchema()),
                Json.object(info.outputSchema()));
    }

    /** Registers the caller's tenant on the trial if it is new: this is its own machine. */
    @Override
    public CallAnswer call(CallRequest request) {
        Caller caller = Caller.of(request.tenant(), request.user()).on(request.device());
        souk.tenants().register(caller.tenant(), null);
        Call.Builder call = Call.to(request.agent()).by(caller).inputJson(request.input());
        if (request.versionOrNull() != null) {
            call.version(request.versionOrNull());
        }
        if (request.keyOrNull() != null) {
            call.idempotencyKey(request.keyOrNull());
        }
        request.attachments().forEach((name, file) -> call.attach(attachment(name, file)));
        CallResult result = souk.call(call.build());
        return LocalAnswers.of(result);
    }

    private static Attachment attachment(String name, Path file) {
        try {
            return Attachment.of(name, MediaTypes.of(file), file);
        } catch (IOException fault) {
            throw new SoukException(ErrorCode.MALFORMED_REQUEST, "the file " + file + " cannot be read", fault);
        }
    }

    @Override
    public BalanceView balance(@Nullable String tenant) {
        TenantId owner = owner(tenant);
        Balance balance = souk.credits().balance(owner);
        return new BalanceView(
                owner.value(),
                balance.posted().toString(),
                balance.held().toString(),
                balance.available().toString());
    }

    @Override
    public List<HistoryLine> history(@Nullable String tenant, int most) {
        return souk.credits().history(owner(tenant), Long.MAX_VALUE, most).stream()
                .map(LocalAnswers::line)
                .toList();
    }

    @Override
    public GrantReceipt grant(String tenant, Credits amount, String memo, @Nullable String reference) {
        Deposit deposit = souk.credits().grant(new TenantId(tenant), amount, reference, memo);
        return new GrantReceipt(
                tenant,
                deposit.transfer().value(),
                deposit.amount().toString(),
                deposit.balance().available().toString(),
                deposit.replayed());
    }

    @Override
    public RefundView refund(String execution, @Nullable Credits amount, String memo, @Nullable String reference) {
        return LocalAnswers.refund(souk.refunds().refund(new ExecutionId(execution), amount, reference, memo));
    }

    @Override
    public List<PublisherView> publishers() {
        List<PublisherView> all = new ArrayList<>();
        List<PublisherBalance> page = souk.payouts().publishers(null, PAGE);
        while (!page.isEmpty()) {
            page.forEach(publisher -> all.add(LocalAnswers.publisher(publisher)));
            page = souk.payouts().publishers(page.get(page.size() - 1).publisher(), PAGE);
        }
        return all;
    }

    @Override
    public PayoutView requestPayout(
            String publisher, @Nullable Credits amount, @Nullable String by, @Nullable String id, String memo) {
        return LocalAnswers.payout(souk.payouts()
                .request(publisher, amount, person(by), id == null ? null : new PayoutId(id), memo)
                .payout());
    }

    @Override
    public PayoutView decidePayout(String id, boolean approved, @Nullable String by, String memo) {
        PayoutId payout = new PayoutId(id);
        return LocalAnswers.payout((approved
                        ? souk.payouts().approve(payout, person(by), memo)
                        : souk.payouts().reject(payout, person(by), memo))
                .payout());
    }

    private static String person(@Nullable String by) {
        return Objects.requireNonNull(by, "on this machine somebody says who it is");
    }

    @Override
    public List<PayoutView> payouts(@Nullable String publisher, @Nullable String state, int most) {
        PayoutState wanted = state == null ? null : PayoutState.valueOf(state.toUpperCase(Locale.ROOT));
        return souk.payouts().list(new PayoutQuery(publisher, wanted, null, most)).stream()
                .map(LocalAnswers::payout)
                .toList();
    }

    @Override
    public void statement(@Nullable String account, LocalDate from, LocalDate to, boolean csv, OutputStream out) {
        Statement statement = account == null
                ? souk.statements().ofCredits(owner(null), from, to)
                : souk.statements().of(AccountId.parse(account), from, to);
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        try {
            if (csv) {
                statement.writeCsv(writer);
            } else {
                statement.writeJson(writer);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public NewKey createKey(KeyRequest request) {
        TenantId tenant = new TenantId(request.tenant());
        UserId user = new UserId(request.user());
        PlanId plan = request.planOrNull() == null ? null : plan(request.planOrNull());
        souk.tenants().register(tenant, plan);
        String held = view(souk.tenants().find(tenant).orElseThrow()).plan();
        if (request.planOrNull() != null && !held.equals(request.planOrNull())) {
            throw new SoukException(
                    ErrorCode.CONFLICT,
                    "the tenant '" + tenant + "' is on " + held + "; leave --plan out, or change it first with souk"
                            + " tenants set " + tenant + " --plan " + request.planOrNull());
        }
        ApiKeys.Issued issued = keys().issue(tenant, user, request.admin(), request.label());
        return new NewKey(LocalAnswers.key(issued.key()), issued.text());
    }

    @Override
    public List<KeyView> keys(String tenant) {
        List<ApiKey> found = keys().list(owner(tenant));
        return found.stream().map(LocalAnswers::key).toList();
    }

    @Override
    public boolean revokeKey(String id) {
        return keys().revoke(id);
    }

    @Override
    public TenantView setPlan(String tenant, @Nullable String plan) {
        TenantId id = new TenantId(tenant);
        PlanId wanted = plan == null ? null : plan(plan);
        if (!souk.tenants().register(id, wanted)) {
            souk.tenants().changePlan(id, wanted);
        }
        return view(souk.tenants().find(id).orElseThrow());
    }

    @Override
    public List<TenantView> tenants() {
        List<TenantView> all = new ArrayList<>();
        List<Tenant> page = souk.tenants().list(null, PAGE);
        while (!page.isEmpty()) {
            page.forEach(tenant -> all.add(view(tenant)));
            page = souk.tenants().list(page.get(page.size() - 1).id(), PAGE);
        }
        return all;
    }

    @Override
    public BudgetView setBudget(BudgetName budget, Credits amount) {
        BudgetId id = id(budget);
        if (budget.keyOrNull() != null && !keys().isListed(id.holder().tenant(), budget.keyOrNull())) {
            throw new SoukException(
                    ErrorCode.KEY_NOT_FOUND,
                    "the tenant '" + budget.tenant() + "' has no key '" + budget.keyOrNull()
                            + "'; see souk keys list --tenant " + budget.tenant());
        }
        return LocalAnswers.budget(souk.budgets().set(id, amount));
    }

    @Override
    public boolean removeBudget(BudgetName budget) {
        return souk.budgets().remove(id(budget));
    }

    private static BudgetId id(BudgetName name) {
        TenantId tenant = new TenantId(name.tenant());
        BudgetHolder holder = new BudgetHolder.WholeTenant(tenant);
        if (name.userOrNull() != null) {
            holder = new BudgetHolder.OneUser(tenant, new UserId(name.userOrNull()));
        } else if (name.keyOrNull() != null) {
            holder = new BudgetHolder.OneKey(tenant, new ApiKeyId(name.keyOrNull()));
        }
        return new BudgetId(holder, name.period());
    }

    @Override
    public List<BudgetView> budgets(@Nullable String tenant) {
        TenantId owner = owner(tenant);
        List<BudgetView> all = new ArrayList<>();
        if (souk.tenants().find(owner).isEmpty()) {
            return all;
        }
        List<BudgetStatus> page = souk.budgets().list(owner, null, PAGE);
        while (!page.isEmpty()) {
            page.forEach(budget -> all.add(LocalAnswers.budget(budget)));
            page = souk.budgets().list(owner, page.get(page.size() - 1).budget().id(), PAGE);
        }
        return all;
    }

    /** The tenant that is named, which must be there; or whoever sits here, who may have nothing yet. */
    private TenantId owner(@Nullable String named) {
        TenantId tenant = new TenantId(named == null ? ownTenant : named);
        if (named != null && souk.tenants().find(tenant).isEmpty()) {
            throw new SoukException(
                    ErrorCode.TENANT_NOT_FOUND, "no tenant '" + tenant + "' is registered; see souk tenants list");
        }
        return tenant;
    }

    private ApiKeys keys() {
        return Objects.requireNonNull(keys, "a catalog has no keys");
    }

    private static @Nullable PlanId plan(String name) {
        return name.equals(TRIAL) ? null : new PlanId(name);
    }

    private static TenantView view(Tenant tenant) {
        return new TenantView(
                tenant.id().value(),
                tenant.plan().map(PlanId::value).orElse(TRIAL),
                tenant.createdAt().toString());
    }

    @Override
    public void close() {
        souk.close();
    }
}
