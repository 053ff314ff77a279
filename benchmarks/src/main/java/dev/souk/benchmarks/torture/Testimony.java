package dev.souk.benchmarks.torture;

import dev.souk.engine.Souk;
import dev.souk.engine.call.AuditReport;
import dev.souk.engine.call.Balance;
import dev.souk.spi.Credits;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionQuery;
import dev.souk.spi.store.ExecutionState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the callers of one tenant were told, held against what the books say. Every call has an idempotency key.
 *
 * <p>Thread-safe while answers come in; they have all come when it is held against the books.
 */
final class Testimony {
    private static final int PAGE = 1_000;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** How long a reservation may be held after its lease before that is a failure; a busy machine is none. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TenantId tenant;
    private final Credits paidIn;
    private final Map<String, Queue<Answer>> told = new ConcurrentHashMap<>();

    /**
     * Nobody was told anything yet.
     *
     * @param tenant whose callers
     * @param paidIn all that the tenant ever had
     */
    Testimony(TenantId tenant, Credits paidIn) {
        this.tenant = tenant;
        this.paidIn = paidIn;
    }

    TenantId tenant() {
        return tenant;
    }

    /** A caller was told this. */
    void told(String key, Answer answer) {
        told.computeIfAbsent(key, any -> new ConcurrentLinkedQueue<>()).add(answer);
    }

    /** How many answers of this kind were given. */
    long count(Answer.Kind kind) {
        return told.values().stream()
                .flatMap(Queue::stream)
                .filter(answer -> answer.kind() == kind)
                .count();
    }

    /** How many answers of this kind gave this reason. */
    long count(Answer.Kind kind, String code) {
        return told.values().stream()
                .flatMap(Queue::stream)
                .filter(answer -> answer.kind() == kind && answer.code().equals(code))
                .count();
    }

    /** Counts what was told, by its kind and reason. */
    void countInto(Findings findings) {
        told.values().stream().flatMap(Queue::stream).forEach(answer -> findings.count(answer.label()));
    }

    /** The keys whose callers were told this and nothing else. */
    List<String> keysToldOnly(Answer.Kind kind) {
        return told.entrySet().stream()
                .filter(entry -> entry.getValue().stream().allMatch(answer -> answer.kind() == kind))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Has somebody who got no final answer ask a second time, which gives one, because nothing of the tenant's runs any more.
     *
     * @return that it did not
     */
    List<String> askAgain(Souk souk, String key) {
        return askAgain(souk, key, Worker.taskOf(key));
    }

    /** The same with another task than the one that goes with the key. */
    List<String> askAgain(Souk souk, String key, String task) {
        Answer answer = Market.call(souk, tenant, key, task);
        told(key, answer);
        return answer.isFinal() ? List.of() : List.of(key + " was asked again and told " + answer);
    }

    /**
     * Waits until every execution of the tenant has ended, which recovery sees to when a lease is over.
     *
     * @return what still runs although its lease has long been over
     */
    List<String> awaitEnds(Souk souk) {
        List<String> overdue = new ArrayList<>();
        for (Execution execution : executions(souk)) {
            if (!execution.isRunning()) {
                continue;
            }
            Instant last = execution.reservation().expiresAt().plus(PATIENCE);
            while (isRunning(souk, execution.id())) {
                if (Instant.now().isAfter(last)) {
                    overdue.add(execution.id() + " still runs, and its lease was over at "
                            + execution.reservation().expiresAt());
                    break;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        return overdue;
    }

    private boolean isRunning(Souk souk, ExecutionId id) {
        return souk.executions().find(tenant, id).filter(Execution::isRunning).isPresent();
    }

    private List<Execution> executions(Souk souk) {
        List<Execution> all = new ArrayList<>();
        ExecutionId before = null;
        List<Execution> page;
        do {
            page = souk.executions().list(new ExecutionQuery(tenant, null, before, PAGE));
            all.addAll(page);
            before = page.isEmpty() ? null : page.get(page.size() - 1).id();
        } while (page.size() == PAGE);
        return all;
    }

    /** What the audit of the whole ledger finds wrong. */
    static List<String> audit(Souk souk) {
        AuditReport report = souk.credits().audit();
        List<String> wrong = new ArrayList<>(report.findings());
        if (!report.isClean() && wrong.isEmpty()) {
            wrong.add("the audit finds " + report.wrong() + " things wrong");
        }
        return wrong;
    }

    /**
     * What callers were told and is not so, and what does not add up.
     *
     * @param souk an engine on the tenant's books; nothing of the tenant's runs any more
     */
    List<String> contradictions(Souk souk) {
        List<String> wrong = new ArrayList<>();
        Map<String, Execution> byKey = new HashMap<>();
        long charged = 0;
        for (Execution execution : executions(souk)) {
            String key = String.valueOf(execution.keyOrNull());
            if (byKey.put(key, execution) != null) {
                wrong.add(key + " stands for two executions");
            }
            charged += charge(execution, wrong);
        }
        told.forEach((key, answers) -> compare(souk, key, answers, byKey.get(key), wrong));
        byKey.keySet().stream()
                .filter(key -> !told.containsKey(key))
                .forEach(key -> wrong.add(key + " has an execution, and nobody asked for it"));
        compareMoney(souk, charged, wrong);
        return wrong;
    }

    private static long charge(Execution execution, List<String> wrong) {
        ExecutionEnd end = execution.endOrNull();
        if (end == null) {
            wrong.add(execution.id() + " still runs");
            return 0;
        }
        long due = end.state() == ExecutionState.SUCCEEDED ? Market.CALL.micros() : 0;
        if (end.charge().micros() != due) {
            wrong.add(execution.id() + " is " + end.state() + " and cost " + end.charge());
        }
        return end.charge().micros();
    }

    private void compareMoney(Souk souk, long charged, List<String> wrong) {
        Balance balance = souk.credits().balance(tenant);
        if (balance.held().micros() != 0) {
            wrong.add(tenant + " has " + balance.held() + " held, and nothing runs");
        }
        long due = paidIn.micros() - charged + refunded(souk);
        if (balance.posted().micros() != due) {
            wrong.add(tenant + " has " + balance.posted()
                    + ", and what was paid in less what calls cost and was not refunded is " + Credits.ofMicros(due));
        }
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        long used = souk.usage().perDay(tenant, today.minusDays(2), today.plusDays(1)).stream()
                .mapToLong(row -> row.charge().micros())
                .sum();
        if (used != charged) {
            wrong.add(tenant + "'s usage says " + Credits.ofMicros(used) + ", and its calls cost "
                    + Credits.ofMicros(charged));
        }
    }

    private long refunded(Souk souk) {
        return lines(souk, tenant).stream()
                .filter(line -> line.kind() == TransferKind.REFUND)
                .mapToLong(line -> line.posting().amount())
                .sum();
    }

    /** Everything that happened to a tenant's credits, the newest first. */
    static List<StatementLine> lines(Souk souk, TenantId tenant) {
        List<StatementLine> all = new ArrayList<>();
        long before = Long.MAX_VALUE;
        List<StatementLine> page;
        do {
            page = souk.credits().history(tenant, before, PAGE);
            all.addAll(page);
            before = page.isEmpty()
                    ? before
                    : page.get(page.size() - 1).posting().sequence();
        } while (page.size() == PAGE);
        return all;
    }

    /** Each answer by itself: an engine may say "unavailable" to one and answer the other who asked with the same key. */
    private void compare(
            Souk souk, String key, Queue<Answer> answers, @Nullable Execution execution, List<String> wrong) {
        boolean mayBeThere = false;
        for (Answer answer : answers) {
            mayBeThere |= !answer.saysNothingDone();
            String contradiction = contradiction(souk, answer, execution);
            if (!contradiction.isEmpty()) {
                wrong.add(key + " was told " + answer + ", and " + contradiction);
            }
        }
        if (!mayBeThere && execution != null) {
            wrong.add(key + " was told only that nothing was done, and " + execution.id() + " is there");
        }
    }

    private String contradiction(Souk souk, Answer answer, @Nullable Execution execution) {
        if (!answer.isFinal()) {
            return "";
        }
        if (execution == null) {
            return "there is no execution with its key";
        }
        if (!execution.id().value().equals(answer.id())) {
            return "its key stands for " + execution.id();
        }
        boolean paid = execution.state() == ExecutionState.SUCCEEDED;
        if (answer.kind() == Answer.Kind.FAILED) {
            return paid ? "it was charged" : "";
        }
        if (!paid) {
            return "it is " + execution.state();
        }
        if (answer.micros() != Market.CALL.micros()) {
            return "the price is " + Market.CALL;
        }
        String output = souk.executions()
                .find(tenant, execution.id())
                .flatMap(Execution::end)
                .flatMap(ExecutionEnd::output)
                .orElse("");
        return output.contains(answer.detail()) ? "" : "its answer is kept as " + output;
    }
}
