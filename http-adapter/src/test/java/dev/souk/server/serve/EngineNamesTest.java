package dev.souk.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineNamesTest {
    @Test
    void aServerIsCalledByItsMachineAndItsPort() {
        assertThat(EngineNames.of("souk-1", 8080)).hasToString("souk-1:8080");
    }

    @Test
    void onAnyFreePortItHasNoNameThatLasts() {
        assertThat(EngineNames.of("souk-1", 0)).isNull();
        assertThat(EngineNames.ofThisMachine(0)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost.localdomain", "", "a machine"})
    void aMachineWithoutANameOfItsOwnGivesNone(String machine) {
        assertThat(EngineNames.of(machine, 8080)).isNull();
    }
}
