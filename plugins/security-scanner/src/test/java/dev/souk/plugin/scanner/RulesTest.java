package dev.souk.plugin.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.scanner.finding.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule against its table: what it finds, what it leaves alone, and that no secret gets out. */
class RulesTest {
    static Stream<RuleCase> cases() {
        return Stream.of(SecretCases.ALL, SettingCases.ALL, CodeCases.ALL).flatMap(List::stream);
    }

    static Stream<Arguments> found() {
        return cases().flatMap(c -> c.found().stream().map(text -> Arguments.of(c.ruleId(), c.name(), text)));
    }

    static Stream<Arguments> foundSecrets() {
        return found().filter(row -> RuleCase.secret((String) row.get()[2]) != null);
    }

    static Stream<Arguments> foundKeys() {
        return found().filter(row -> ((String) row.get()[0]).startsWith("private-key"));
    }

    static Stream<Arguments> left() {
        return cases().flatMap(c -> c.left().stream().map(text -> Arguments.of(c.ruleId(), c.name(), text)));
    }

    @ParameterizedTest
    @MethodSource("found")
    void theRuleFindsItOnce(String ruleId, String name, String marked) {
        Scanned scanned = Scanned.text(name, RuleCase.plain(marked));

        assertThat(scanned.ruleIds()).as(marked).containsOnlyOnce(ruleId);
    }

    @ParameterizedTest
    @MethodSource("foundSecrets")
    void aSecretIsMaskedInBothFormats(String ruleId, String name, String marked) {
        String secret = RuleCase.secret(marked);
        String hidden = secret.substring(Math.min(4, secret.length() / 4));
        Map<String, String> input = Map.of("name", name, "text", RuleCase.plain(marked));
        Map<String, String> asSarif = Map.of("name", name, "text", RuleCase.plain(marked), "format", "SARIF");

        assertThat(Scanned.of(input).json().toString()).contains("********").doesNotContain(secret, hidden);
        assertThat(Scanned.of(asSarif).json().toString()).contains("********").doesNotContain(secret, hidden);
    }

    @ParameterizedTest
    @MethodSource("foundSecrets")
    void theFindingPointsAtTheSecret(String ruleId, String name, String marked) {
        boolean atHeader = ruleId.startsWith("private-key");
        String before = marked.substring(0, marked.indexOf(atHeader ? "-----BEGIN" : "⟦"));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');

        assertThat(Scanned.text(name, RuleCase.plain(marked)).findings())
                .filteredOn(f -> f.ruleId().equals(ruleId))
                .singleElement()
                .satisfies(f -> assertThat(List.of(f.line(), f.column())).containsExactly(line, column));
    }

    @ParameterizedTest
    @MethodSource("foundKeys")
    void nothingOfAKeysBodyIsShown(String ruleId, String name, String marked) {
        Scanned scanned = Scanned.text(name, RuleCase.plain(marked));

        assertThat(scanned.json().toString()).doesNotContain(SecretCases.RANDOM.substring(0, 20), "MII", "b3BlbnNza");
    }

    @ParameterizedTest
    @MethodSource("left")
    void theRuleLeavesItAlone(String ruleId, String name, String text) {
        assertThat(Scanned.text(name, text).ruleIds()).as(text).doesNotContain(ruleId);
    }

    @Test
    void everyRuleHasSomethingItFindsAndSomethingItLeavesAlone() {
        List<String> all = RuleCatalog.ALL.stream().map(Rule::id).toList();

        assertThat(cases().filter(c -> !c.found().isEmpty())
                        .map(RuleCase::ruleId)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(cases().filter(c -> !c.left().isEmpty())
                        .map(RuleCase::ruleId)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void everyRuleSaysWhatIsWrongAndWhatToDo() {
        assertThat(RuleCatalog.ALL).allSatisfy(rule -> {
            assertThat(rule.id()).matches("[a-z0-9]+(-[a-z0-9]+)+");
            assertThat(rule.message()).endsWith(".");
            assertThat(rule.advice()).isNotBlank();
        });
    }
}
