package dev.souk.spi.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentVersionTest {
    @Provide
    Arbitrary<AgentVersion> versions() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 2);
        Arbitrary<String> identifier = Arbitraries.of("0", "1", "9", "10", "00a", "a", "A", "alpha", "-", "1-", "b2");
        Arbitrary<String> preRelease = identifier.list().ofMaxSize(3).map(identifiers -> String.join(".", identifiers));
        return Combinators.combine(number, number, number, preRelease).as(AgentVersion::new);
    }

    @Property
    void theOrderIsTotal(
            @ForAll("versions") AgentVersion a,
            @ForAll("versions") AgentVersion b,
            @ForAll("versions") AgentVersion c) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
        if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertThat(a.compareTo(c)).isNotPositive();
        }
    }

    @Property
    boolean aVersionIsReadBackAsItIsPrinted(@ForAll("versions") AgentVersion version) {
        return AgentVersion.parse(version.toString()).equals(version);
    }

    /** Of such pieces nearly every text is a version, or one character away from one. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        ".", ".", ".", "0", "1", "10", "01", "123456789", "1234567890", "-", "+", "a", "٣", " ", "")
                .list()
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void aTextIsAVersionExactlyIfItIsOfTheSpecificationsForm(@ForAll("texts") String text) {
        String number = "(0|[1-9][0-9]{0,8})";
        String identifiers =
                "(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(\\.(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*";
        Matcher form = Pattern.compile("(" + number + "\\." + number + "\\." + number + "(-" + identifiers
                        + ")?)(\\+[0-9a-zA-Z-]+(\\.[0-9a-zA-Z-]+)*)?")
                .matcher(text);
        if (form.matches()) {
            assertThat(AgentVersion.parse(text)).hasToString(form.group(1));
        } else {
            assertThatThrownBy(() -> AgentVersion.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theOrderIsThatOfTheSpecification() {
        List<AgentVersion> inOrder = new ArrayList<>();
        for (String text : List.of(
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "2.0.0",
                "2.1.0",
                "2.1.1",
                "10.0.0")) {
            inOrder.add(AgentVersion.parse(text));
        }
        List<AgentVersion> sorted = new ArrayList<>(inOrder);
        Collections.reverse(sorted);
        Collections.sort(sorted);
        assertThat(sorted).isEqualTo(inOrder);
    }

    @Test
    void numbersInAPreReleaseOfAnyLengthAreCompared() {
        assertThat(AgentVersion.parse("1.0.0-99999999999999999998"))
                .isLessThan(AgentVersion.parse("1.0.0-99999999999999999999"))
                .isLessThan(AgentVersion.parse("1.0.0-100000000000000000000"));
    }

    @Test
    void buildMetadataMakesNoOtherVersion() {
        assertThat(AgentVersion.parse("1.2.3+build.7")).isEqualTo(AgentVersion.parse("1.2.3"));
        assertThat(AgentVersion.parse("1.2.3-rc.1+001")).hasToString("1.2.3-rc.1");
    }

    @Test
    void aPreReleaseIsOne() {
        assertThat(AgentVersion.parse("1.0.0-rc.1").isPreRelease()).isTrue();
        assertThat(AgentVersion.parse("1.0.0").isPreRelease()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.0",
                "v1.0.0",
                "01.0.0",
                "1.0.0-",
                "1.0.0-01",
                "1.0.0-a..b",
                "1.0.0+",
                "-1.0.0",
                "1.0.0.0",
                "1.0.0 ",
                "1.0.١",
                "4294967296.0.0",
                "1.0.0-aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffg"
            })
    void whatIsNoSemanticVersionIsRefused(String text) {
        assertThatThrownBy(() -> AgentVersion.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("semantic version");
    }

    /** The canonical constructor used to take anything, negative numbers and blanks included. */
    @Test
    void noVersionCanBeMadeThatCouldNotBeRead() {
        assertThatThrownBy(() -> new AgentVersion(-1, 0, 0, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AgentVersion(0, 1_000_000_000, 0, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AgentVersion(0, 0, 0, "a b")).hasMessageContaining("a b");
        assertThatThrownBy(() -> new AgentVersion(0, 0, 0, "a".repeat(1_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(no -> assertThat(no.getMessage()).hasSizeLessThan(100));
    }
}
