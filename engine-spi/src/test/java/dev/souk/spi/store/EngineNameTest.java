package dev.souk.spi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "host-1:8080", "!~"})
    void isPrintableASCIIWithoutBlanks(String name) {
        assertThat(new EngineName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "höst", "a\tb", "\u007f"})
    void isNothingElse(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EngineName(name));
    }

    @Test
    void hasAtMost200Characters() {
        assertThat(new EngineName("e".repeat(200)).value()).hasSize(200);
        assertThatIllegalArgumentException().isThrownBy(() -> new EngineName("e".repeat(201)));
    }
}
