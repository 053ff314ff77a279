package dev.souk.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {
    @Test
    void thereAreAtLeastTwentyFiveCodesInAllFourBlameClasses() {
        assertThat(ErrorCode.values()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::blame).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Blame.values());
    }

    @Test
    void idsAreUnique() {
        assertThat(ErrorCode.values()).extracting(ErrorCode::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void aCodeIsFoundByItsId(ErrorCode code) {
        assertThat(code.id()).matches("[a-z]+(_[a-z]+)*");
        assertThat(ErrorCode.ofId(code.id())).isSameAs(code);
    }

    @Test
    void anUnknownIdIsRefused() {
        assertThatThrownBy(() -> ErrorCode.ofId("Trial_Used_Up"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Trial_Used_Up");
    }

    @ParameterizedTest
    @EnumSource
    void whenThereIsNoRoomAskingAgainHelps(ErrorCode code) {
        if (code.blame() == Blame.CAPACITY) {
            assertThat(code.retryable()).isTrue();
        }
    }

    @Test
    void aFaultKnowsItsCodeAndItsCause() {
        IOException cause = new IOException("gone");
        SoukException fault = new SoukException(ErrorCode.STORE_UNAVAILABLE, "the store is away", cause);
        assertThat(fault.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(fault.retryable()).isTrue();
        assertThat(fault).hasMessage("the store is away").hasCause(cause);
        assertThat(new SoukException(ErrorCode.INTERNAL, "no").retryable()).isFalse();
    }

    @Test
    void theSpiHasASemanticVersion() {
        assertThat(SpiVersion.CURRENT).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
    }
}
