package dev.souk.http.internal.rest;

import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * How many requests may be under way at once, all together and with one key. A request has a thread of the server for as long as its body
 * comes and its call runs; the cap leaves some threads to those that ask whether the server lives, and no key can take all of it.
 *
 * <p>Thread-safe. The semaphore counts all; the map has an entry for each key that is inside, so it is never larger than the cap. A
 * request passes the two one after the other, and what it took it gives back whether it passed both or not.
 */
public final class RequestCap {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final int mostPerKey;
    private final Semaphore free;
    private final ConcurrentMap<String, Integer> perKey = new ConcurrentHashMap<>();

    /**
     * Nobody is inside.
     *
     * @param most how many at once
     * @param mostPerKey how many of them with one key
     */
    public RequestCap(int most, int mostPerKey) {
        this.free = new Semaphore(most);
        this.mostPerKey = mostPerKey;
    }

    /** A cap that no server reaches. */
    static RequestCap none() {
        return new RequestCap(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * Lets a request in.
     *
     * @throws ProblemException {@link ErrorCode#NO_WORKER_FREE} if too many are inside
     */
    Visit enter() {
        if (!free.tryAcquire()) {
            throw new ProblemException(Problem.of(
                            ErrorCode.NO_WORKER_FREE,
                            "the server has as many requests as it can work on; ask again soon")
                    .retryAfter(RETRY));
        }
        return new Visit();
    }

    /** One request that is inside until it is closed. Not thread-safe. */
    final class Visit implements AutoCloseable {
        private @Nullable String key;

        /**
         * Says with which key it came.
         *
         * @throws ProblemException {@link ErrorCode#TOO_MANY_IN_FLIGHT} if too many with this key are inside
         */
        void with(String id) {
            if (perKey.merge(id, 1, Integer::sum) > mostPerKey) {
                leave(id);
                throw new ProblemException(Problem.of(
                                ErrorCode.TOO_MANY_IN_FLIGHT,
                                "key " + id + " has " + mostPerKey
                                        + " requests under way, and no key may have more; wait until one of them ends")
                        .retryAfter(RETRY));
            }
            key = id;
        }

        private void leave(String id) {
            perKey.computeIfPresent(id, (same, count) -> count == 1 ? null : count - 1);
        }

        @Override
        public void close() {
            if (key != null) {
                leave(key);
            }
            free.release();
        }
    }
}
