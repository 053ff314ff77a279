package dev.souk.benchmarks.torture.simulation;

import dev.souk.benchmarks.torture.simulation.Market.TenantTerms;
import dev.souk.engine.Souk;
import dev.souk.engine.config.Plan;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.LedgerVisitor.JournaledTransfer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Records what tenants pay in, gives back what calls have cost, and pays publishers, each under a reference, and again if there was no
 * answer. Sometimes it gives a tenant another plan.
 */
final class Clerk {
    private static final int ENTRIES = 5;
    private static final int MOST_TRIES = 3;
    private static final long THINKS_NANOS = 6_000_000_000L;

    private final Scheduler scheduler;
    private final SplittableRandom random;
    private final Seen seen;
    private final Processes processes;
    private final Callers callers;
    private final Map<String, List<Word>> told = new LinkedHashMap<>();

    /** What the clerk was told of a transfer. */
    private enum Word {
        DONE,
        REFUSED,
        NOTHING_DONE,
        NOBODY_KNOWS
    }

    Clerk(Scheduler scheduler, Seen seen, Processes processes, Callers callers) {
        this.scheduler = scheduler;
        this.random = scheduler.random();
        this.seen = seen;
        this.processes = processes;
        this.callers = callers;
    }

    /** Registers everybody, with what they have in the beginning. Nothing fails meanwhile. */
    void open(Souk souk, Settings settings) {
        for (TenantTerms tenant : Market.TENANTS) {
            TenantId id = new TenantId(tenant.id());
            souk.tenants()
                    .register(
                            id,
                            tenant.planOrNull() == null
                                    ? null
                                    : tenant.planOrNull().id());
            int calls = tenant.creditsForCalls() < 0 ? settings.credits() : tenant.creditsForCalls();
            if (calls > 0) {
                souk.credits().deposit(id, Credits.ofMicros(calls * Market.DEAREST.micros()), "first", "");
            }
            if (tenant.budgetForCalls() > 0) {
                souk.budgets()
                        .set(
                                new BudgetId(new BudgetHolder.WholeTenant(id), BudgetPeriod.NONE),
                                Credits.ofMicros(tenant.budgetForCalls() * Market.DEAREST.micros()));
            }
        }
    }

    /** Makes some entries. */
    void work() {
        for (int i = 0; i < ENTRIES; i++) {
            scheduler.sleep(random.nextLong(THINKS_NANOS), "thinks");
            switch (random.nextInt(5)) {
                case 0, 1 -> deposit("r" + i);
                case 2 -> refund("r" + i);
                case 3 -> payOut("r" + i);
                default -> changePlan();
            }
        }
    }

    private void deposit(String reference) {
        TenantId tenant = new TenantId(Market.TENANTS.get(random.nextInt(2)).id());
        Credits amount = Credits.ofMicros(1 + random.nextLong(20_000));
        enter(
                "deposit/" + tenant + "/" + reference,
                Set.of(),
                souk -> souk.credits().deposit(tenant, amount, reference, ""));
    }

    private void refund(String reference) {
        String id = paid().orElse(null);
        if (id != null) {
            Credits part = random.nextBoolean() ? null : Credits.ofMicros(1 + random.nextInt(9));
            enter(
                    "refund/" + id + "/" + reference,
                    Set.of(ErrorCode.REFUND_EXCEEDS_PAYMENT, ErrorCode.NOT_REFUNDABLE),
                    souk -> souk.refunds().refund(new ExecutionId(id), part, reference, ""));
        }
    }

    private void payOut(String reference) {
        String publisher = Market.PUBLISHERS.get(random.nextInt(Market.PUBLISHERS.size()));
        PayoutId id = new PayoutId(reference);
        boolean approved = random.nextBoolean();
        enter(
                "payout/" + id + "/request",
                Set.of(ErrorCode.PUBLISHER_NOT_FOUND, ErrorCode.INSUFFICIENT_EARNINGS),
                souk -> souk.payouts().request(publisher, null, "ann", id, ""));
        enter("payout/" + id + "/decision", Set.of(ErrorCode.PAYOUT_NOT_FOUND), souk -> {
            if (approved) {
                souk.payouts().approve(id, "bob", "");
            } else {
                souk.payouts().reject(id, "bob", "");
            }
        });
    }

    private void changePlan() {
        Plan plan = random.nextBoolean() ? Market.PAID : Market.GRATIS;
        enter("", Set.of(), souk -> souk.tenants().changePlan(new TenantId("gratis"), plan.id()));
    }

    /** A call that somebody has a receipt for. */
    private Optional<String> paid() {
        List<String> paid = new ArrayList<>();
        callers.told()
                .values()
                .forEach(answers -> answers.stream()
                        .filter(answer -> answer.kind() == Told.Kind.RECEIPT && answer.micros() > 0)
                        .forEach(answer -> paid.add(answer.execution())));
        return paid.isEmpty() ? Optional.empty() : Optional.of(paid.get(random.nextInt(paid.size())));
    }

    /**
     * Enters something, more than once if need be.
     *
     * @param transfer what then is in the journal; empty for nothing
     * @param refusals why it may be refused
     */
    private void enter(String transfer, Set<ErrorCode> refusals, Consumer<Souk> entry) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            SimulatedProcess process = processes.anyOf(processes.up());
            if (process == null) {
                return;
            }
            Word word = ask(process, transfer, refusals, entry);
            seen.count("clerk: " + word.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            told.computeIfAbsent(transfer, none -> new ArrayList<>()).add(word);
            if (word == Word.DONE || word == Word.REFUSED) {
                return;
            }
            scheduler.sleep(random.nextLong(THINKS_NANOS), "waits to enter it again");
        }
    }

    private Word ask(SimulatedProcess process, String transfer, Set<ErrorCode> refusals, Consumer<Souk> entry) {
        SimulatedThread me = scheduler.current();
        me.enter(process);
        scheduler.note("enters", transfer, process.name());
        Word word = Word.DONE;
        try {
            entry.accept(process.souk());
        } catch (SoukException fault) {
            word = word(transfer, refusals, fault);
        } catch (Killed gone) {
            word = Word.NOBODY_KNOWS;
        } catch (RuntimeException | Error fault) {
            word = Word.NOBODY_KNOWS;
            if (!process.isDead()) {
                scheduler.problem(transfer + " threw " + fault);
            }
        } finally {
            me.enter(null);
        }
        Word heard = process.isDead() ? Word.NOBODY_KNOWS : word;
        scheduler.note("is told", transfer, heard);
        return heard;
    }

    private Word word(String transfer, Set<ErrorCode> refusals, SoukException fault) {
        ErrorCode code = fault.code();
        if (code == ErrorCode.STORE_OUTCOME_UNKNOWN) {
            return Word.NOBODY_KNOWS;
        }
        if (refusals.contains(code)) {
            return Word.REFUSED;
        }
        if (code != ErrorCode.STORE_UNAVAILABLE) {
            scheduler.problem(transfer + " was told " + fault);
        }
        return Word.NOTHING_DONE;
    }

    /** What was told and is not so. */
    List<String> contradictions(Books books) {
        List<String> wrong = new ArrayList<>();
        told.forEach((transfer, words) -> {
            if (transfer.isEmpty()) {
                return;
            }
            boolean there = books.transfers().containsKey(transfer);
            if (!there && words.contains(Word.DONE)) {
                wrong.add(transfer + " was told " + words + ", and it is not there");
            } else if (there && words.stream().allMatch(word -> word == Word.NOTHING_DONE || word == Word.REFUSED)) {
                wrong.add(transfer + " was told " + words + ", and it is there");
            }
        });
        return wrong;
    }

    /** What came to a tenant's credits as deposits. */
    long paidIn(String tenant, Books books) {
        return came(tenant, TransferKind.DEPOSIT, books);
    }

    /** What came to a tenant's credits as refunds. */
    long refunded(String tenant, Books books) {
        return came(tenant, TransferKind.REFUND, books);
    }

    private static long came(String tenant, TransferKind kind, Books books) {
        AccountId credits = AccountId.creditsOf(new TenantId(tenant));
        return books.transfers().values().stream()
                .filter(transfer -> transfer.kind() == kind)
                .mapToLong((JournaledTransfer transfer) -> Books.on(credits, transfer))
                .sum();
    }
}
