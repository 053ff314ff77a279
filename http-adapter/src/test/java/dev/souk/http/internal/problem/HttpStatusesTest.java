package dev.souk.http.internal.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.Blame;
import dev.souk.spi.ErrorCode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpStatusesTest {
    private static final Map<Blame, String> EXPECTED = Map.of(
            Blame.CALLER, "4..|503", Blame.CAPACITY, "429|503", Blame.AGENT, "502|504", Blame.ENGINE, "500|503|504");

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeHasAStatusThatFitsWhoIsToBlame(ErrorCode code) {
        assertThat(Integer.toString(HttpStatuses.of(code))).matches(EXPECTED.get(code.blame()));
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeIsAProblemWithTypeTitleStatusDetailAndCode(ErrorCode code) {
        assertThat(Problem.of(code, "what happened").body())
                .containsEntry("type", "urn:souk:problem:" + code.id())
                .containsEntry("status", HttpStatuses.of(code))
                .containsEntry("detail", "what happened")
                .containsEntry("code", code.id())
                .containsKey("title");
    }

    @Test
    void theTitleIsTheCodeInWords() {
        assertThat(Problem.of(ErrorCode.TRIAL_USED_UP, "").body()).containsEntry("title", "Trial used up");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "999,1", "1000,1", "1001,2", "59999,60"})
    void retryAfterIsWholeSecondsRoundedUpAndAtLeastOne(long millis, String seconds) {
        Problem problem = Problem.of(ErrorCode.RATE_LIMITED, "").retryAfter(Duration.ofMillis(millis));
        assertThat(problem.headers()).containsEntry("Retry-After", seconds);
        assertThat(problem.body()).containsEntry("retryAfterSeconds", Long.parseLong(seconds));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 408, 413, 414, 415, 417, 426, 431, 500, 501, 503, 505})
    void whateverStatusAServerHasItIsAProblemWithThatStatus(int status) {
        assertThat(Problems.ofStatus(status).body()).containsEntry("status", status);
    }
}
