package dev.souk.spi.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AgentIdTest {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");

    /** Of such pieces nearly every text is an id, or one character away from one. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(".", ".", "a", "z", "acme", "a1", "1", "9", "-", "A", "ä", " ", "`", "{", "/", ":", "")
                .list()
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void aTextIsAnIdExactlyIfItIsOfTheForm(@ForAll("texts") String text) {
        if (FORM.matcher(text).matches()) {
            assertThat(new AgentId(text)).hasToString(text);
        } else {
            assertThatThrownBy(() -> new AgentId(text)).hasMessageContaining("is not an agent id");
        }
    }

    @Test
    void anIdHasAtMost128Characters() {
        assertThat(new AgentId("a." + "b".repeat(126)).publisher()).isEqualTo("a");
        assertThatThrownBy(() -> new AgentId("a." + "b".repeat(127))).hasMessageContaining("is not an agent id");
    }
}
