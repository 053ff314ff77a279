package dev.souk.engine.internal.limit;

import dev.souk.spi.limit.Limit;
import dev.souk.spi.limit.LimitDecision.Denied;
import dev.souk.spi.limit.LimitRequest;
import dev.souk.spi.limit.LimitStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The limits as plainly as they can be said: a list of everything ever granted, looked through from end to end each time. */
final class LimitOracle {
    /** One permit of one counter, with time counted from the oracle's own zero. */
    private static final class Entry {
        final int permit;
        final long takenAt;
        final long leaseEnd;
        boolean ended;
        boolean cancelled;

        Entry(int permit, long takenAt, long leaseEnd) {
            this.permit = permit;
            this.takenAt = takenAt;
            this.leaseEnd = leaseEnd;
        }
    }

    /** Everything ever granted by one counter. */
    private static final class Log {
        final List<Entry> entries = new ArrayList<>();
        long lengthNanos = Long.MAX_VALUE;

        /** When each permit that counts stops counting. */
        List<Long> ends(Limit limit, long now) {
            if (limit instanceof Limit.Window window) {
                long length = window.length().toNanos();
                return entries.stream()
                        .filter(entry -> !entry.cancelled && now - entry.takenAt < Math.min(length, lengthNanos))
                        .map(entry -> entry.takenAt + length)
                        .toList();
            }
            return entries.stream()
                    .filter(entry -> !entry.cancelled && !entry.ended && now < entry.leaseEnd)
                    .map(entry -> entry.leaseEnd)
                    .sorted()
                    .toList();
        }

        /** Forgets what the window before and the window now do not both reach. */
        void adopt(Limit limit, long now) {
            if (limit instanceof Limit.Window window) {
                long length = window.length().toNanos();
                entries.removeIf(entry -> now - entry.takenAt >= Math.min(length, lengthNanos));
                lengthNanos = length;
            }
        }
    }

    private final Map<CounterKey, Log> logs = new HashMap<>();
    private int permits;

    /** What stops these requests now, or nothing; then they are taken, as the permit with the next number from zero. */
    Optional<Denied> tryAcquire(List<LimitRequest> requests, long now, long leaseNanos) {
        requests.forEach(request -> log(request).adopt(request.limit(), now));
        if (!allFree(requests, now)) {
            return Optional.of(denied(requests, now));
        }
        for (LimitRequest request : requests) {
            log(request).entries.add(new Entry(permits, now, now + leaseNanos));
        }
        permits++;
        return Optional.empty();
    }

    LimitStatus status(LimitRequest request, long now) {
        List<Long> ends = log(request).ends(request.limit(), now);
        long last = ends.stream().mapToLong(Long::longValue).max().orElse(now);
        long remaining = Math.max(0, request.limit().permits() - ends.size());
        return new LimitStatus(request, ends.size(), remaining, Duration.ofNanos(last - now));
    }

    void release(int permit) {
        logs.values()
                .forEach(log -> log.entries.stream()
                        .filter(entry -> entry.permit == permit)
                        .forEach(entry -> entry.ended = true));
    }

    /** Only if it was not released before. */
    void cancel(int permit) {
        logs.values()
                .forEach(log -> log.entries.stream()
                        .filter(entry -> entry.permit == permit && !entry.ended)
                        .forEach(entry -> entry.cancelled = true));
    }

    private Denied denied(List<LimitRequest> requests, long now) {
        LimitRequest slowest = requests.get(0);
        for (LimitRequest request : requests) {
            if (freeAt(List.of(request), now) > freeAt(List.of(slowest), now)) {
                slowest = request;
            }
        }
        long wait = freeAt(requests, now) - now;
        return new Denied(slowest, 0, status(slowest, now).resetAfter(), Duration.ofNanos(wait));
    }

    /** The first moment at which all of these have a permit left, found by trying each at which something ends. */
    private long freeAt(List<LimitRequest> requests, long now) {
        TreeSet<Long> moments = new TreeSet<>(List.of(now));
        requests.forEach(request -> moments.addAll(log(request).ends(request.limit(), now)));
        return moments.stream()
                .filter(moment -> requests.stream()
                        .allMatch(request ->
                                usedAt(request, now, moment) < request.limit().permits()))
                .findFirst()
                .orElseThrow();
    }

    private boolean allFree(List<LimitRequest> requests, long now) {
        return requests.stream()
                .allMatch(request -> usedAt(request, now, now) < request.limit().permits());
    }

    private long usedAt(LimitRequest request, long now, long moment) {
        return log(request).ends(request.limit(), now).stream()
                .filter(end -> end > moment)
                .count();
    }

    private Log log(LimitRequest request) {
        return logs.computeIfAbsent(CounterKey.of(request), key -> new Log());
    }
}
