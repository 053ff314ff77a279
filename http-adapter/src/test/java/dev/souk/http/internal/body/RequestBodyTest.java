package dev.souk.http.internal.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Pace pace = new Pace(Duration.ofSeconds(30), 1_000, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** A client that sends so many bytes, so many at a time, and takes so long for each lot. */
    private final class Client extends InputStream {
        private final int bytes;
        private final int lot;
        private final Duration pause;
        private int sent;
        private int taken;

        Client(int bytes, int lot, Duration pause) {
            this.bytes = bytes;
            this.lot = lot;
            this.pause = pause;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (taken == bytes) {
                return -1;
            }
            if (taken == sent) {
                pass(pause);
                sent += Math.min(lot, bytes - sent);
            }
            int read = Math.min(length, sent - taken);
            Arrays.fill(buffer, offset, offset + read, (byte) 'x');
            taken += read;
            return read;
        }
    }

    private RequestBody body(InputStream client) {
        return new RequestBody(() -> client, pace);
    }

    private static Problem refusal(RequestBody body) {
        return catchThrowableOfType(ProblemException.class, () -> body.text(1_000_000))
                .problem();
    }

    @Test
    void aBodyThatKeepsToTheRateIsReadHoweverLongItTakes() {
        RequestBody body = body(new Client(900_000, 1_000, Duration.ofSeconds(1)));
        assertThat(body.text(1_000_000)).hasSize(900_000);
    }

    @Test
    void aSmallBodyMayTakeItsGrace() {
        assertThat(body(new Client(29, 1, Duration.ofSeconds(1))).text(100)).hasSize(29);
    }

    @Test
    void aBodyThatDribblesIsGivenUpWhenItsGraceIsOver() {
        Client client = new Client(1_000, 1, Duration.ofSeconds(1));
        Problem problem = refusal(body(client));
        assertThat(client.sent).isEqualTo(31);
        assertThat(problem.status()).isEqualTo(408);
        assertThat(problem.headers()).containsEntry("Connection", "close");
        assertThat(problem.detail()).contains("after 31 bytes", "first 30 s", "1000 bytes for each second");
    }

    @Test
    void aBodyBelowTheRateIsGivenUpThoughItNeverPauses() {
        Client client = new Client(900_000, 500, Duration.ofSeconds(1));
        assertThat(refusal(body(client)).status()).isEqualTo(408);
        assertThat(client.sent).isEqualTo(61 * 500);
    }

    @Test
    void whatTheServerDoesBetweenReadsIsNotTheClientsTime() {
        RequestBody body = body(new Client(100, 1, Duration.ofMillis(1)));
        byte[] one = new byte[1];
        for (int i = 0; i < 100; i++) {
            assertThat(body.read(one, 0, 1)).isOne();
            pass(Duration.ofMinutes(1));
        }
        assertThat(body.read(one, 0, 1)).isNegative();
    }

    @Test
    void aBodyOfWhichNothingMoreCameBeforeTheServersTimeoutIsTooSlowAsWell() {
        RequestBody body = new RequestBody(
                () -> {
                    throw new IOException(new TimeoutException("idle"));
                },
                pace);
        assertThat(refusal(body).status()).isEqualTo(408);
    }

    /** The server's own read need not end: it does not while extensions of chunks come. */
    @Test
    void aReadThatLastsTooLongIsEndedAndTheThreadIsNotLeftInterrupted() {
        Pace hasty = new Pace(Duration.ofNanos(1), 1, System::nanoTime);
        RequestBody body = new RequestBody(
                () -> {
                    try {
                        new CountDownLatch(1).await();
                        throw new IllegalStateException("never");
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                        throw new InterruptedIOException();
                    }
                },
                hasty);
        assertThat(refusal(body).status()).isEqualTo(408);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aBodyThatBreaksOffIsMalformed() {
        RequestBody body = new RequestBody(
                () -> {
                    throw new IOException("gone");
                },
                pace);
        assertThat(refusal(body).status()).isEqualTo(400);
    }

    @Test
    void drainingWaitsForOneMoreGraceAtMost() {
        Client client = new Client(10_000_000, 2_000, Duration.ofSeconds(1));
        body(client).drain(10_000_000);
        assertThat(client.sent).isEqualTo(30 * 2_000);
    }

    @Test
    void aBodyThatWasTooSlowIsNotDrained() {
        Client client = new Client(1_000, 1, Duration.ofSeconds(1));
        RequestBody body = body(client);
        assertThatThrownBy(() -> body.text(1_000)).isInstanceOf(ProblemException.class);
        int sent = client.sent;
        body.drain(1_000);
        assertThat(client.sent).isEqualTo(sent);
    }
}
