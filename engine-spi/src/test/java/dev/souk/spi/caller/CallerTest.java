package dev.souk.spi.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "9", "ann@example.com", "a.b_c+d:e-f", "A"})
    void anIdOfItsFormIsTaken(String value) {
        assertThat(new TenantId(value)).hasToString(value);
        assertThat(new UserId(value)).hasToString(value);
        assertThat(new DeviceId(value)).hasToString(value);
        assertThat(new PlanId(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-a", ".a", "a b", "a/b", "ä", "a\n", "a\u0000", "１"})
    void anyOtherIsRefusedWithItsKindAndWhatToDo(String value) {
        assertThatThrownBy(() -> new TenantId(value)).hasMessageContainingAll("tenant id", "begin with");
        assertThatThrownBy(() -> new UserId(value)).hasMessageContaining("user id");
        assertThatThrownBy(() -> new DeviceId(value)).hasMessageContaining("device id");
        assertThatThrownBy(() -> new PlanId(value)).hasMessageContaining("plan id");
    }

    @Test
    void anIdHasAtMost128Characters() {
        assertThat(new TenantId("a".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> new TenantId("a".repeat(129)))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(no -> assertThat(no.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void idsAreOrdered() {
        assertThat(new TenantId("a")).isLessThan(new TenantId("b"));
        assertThat(new UserId("a")).isLessThan(new UserId("b"));
        assertThat(new DeviceId("a")).isLessThan(new DeviceId("b"));
    }

    @Test
    void aCallerMayBeOnADevice() {
        Caller ann = Caller.of("acme", "ann");
        assertThat(ann.device()).isEmpty();
        assertThat(ann.on("phone").device()).contains(new DeviceId("phone"));
        assertThat(ann.on("phone").tenant()).isEqualTo(new TenantId("acme"));
    }
}
