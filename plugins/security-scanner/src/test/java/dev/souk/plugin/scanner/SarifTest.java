package dev.souk.plugin.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.scanner.finding.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The log against what the SARIF 2.1.0 schema requires of each object, and against the list of the same findings. */
class SarifTest {
    private static final String TEXT = "FROM ubuntu\nENV DB_PASSWORD=t4nGle-w00d\nRUN sudo id\nRUN sudo id\nUSER app\n";

    private final Scanned list = Scanned.text("my app/Docker: file", TEXT);
    private final JsonNode log = Scanned.of(Map.of("name", "my app/Docker: file", "text", TEXT, "format", "SARIF"))
            .json()
            .path("sarif");
    private final JsonNode run = log.path("runs").path(0);

    @Test
    void aListIsAbsentWhenALogIsAskedForAndTheOtherWayRound() {
        Scanned sarif = Scanned.of(Map.of("text", TEXT, "format", "SARIF"));

        assertThat(sarif.report().findings()).isNull();
        assertThat(sarif.report().sarif()).isNotNull();
        assertThat(sarif.report().counts().total()).isEqualTo(4);
        assertThat(list.report().sarif()).isNull();
    }

    @Test
    void theLogNamesItsVersionAndSchema() {
        assertThat(names(log)).containsExactlyInAnyOrder("$schema", "version", "runs");
        assertThat(log.path("version").asString()).isEqualTo("2.1.0");
        assertThat(log.path("$schema").asString())
                .startsWith("https://docs.oasis-open.org/sarif/")
                .endsWith("sarif-schema-2.1.0.json");
        assertThat(log.path("runs").size()).isEqualTo(1);
    }

    @Test
    void theRunHasWhatTheSchemaRequires() {
        assertThat(run.at("/tool/driver/name").asString()).isNotBlank();
        assertThat(run.at("/tool/driver/semanticVersion").asString()).isEqualTo("1.0.0");
        assertThat(run.at("/invocations/0/executionSuccessful").isBoolean()).isTrue();
        assertThat(run.path("columnKind").asString()).isIn("utf16CodeUnits", "unicodeCodePoints");
        assertThat(run.path("results").isArray()).isTrue();
    }

    @Test
    void eachRuleIsDescribedOnce() {
        Set<String> ids = new HashSet<>();
        for (JsonNode rule : run.at("/tool/driver/rules")) {
            assertThat(ids.add(rule.path("id").asString())).isTrue();
            assertThat(rule.at("/shortDescription/text").asString()).isNotBlank();
            assertThat(rule.at("/help/text").asString()).isNotBlank();
            assertThat(rule.at("/defaultConfiguration/level").asString()).isIn("none", "note", "warning", "error");
            assertThat(Double.parseDouble(
                            rule.at("/properties/security-severity").asString()))
                    .isBetween(0.1, 10.0);
        }
        assertThat(ids).containsExactlyInAnyOrderElementsOf(new HashSet<>(list.ruleIds()));
    }

    @Test
    void eachFindingIsAResultWithItsPlace() {
        assertThat(run.path("results").size()).isEqualTo(list.findings().size()).isEqualTo(4);
        for (int i = 0; i < list.findings().size(); i++) {
            Finding finding = list.findings().get(i);
            JsonNode result = run.path("results").path(i);
            JsonNode place = result.at("/locations/0/physicalLocation");

            assertThat(result.path("ruleId").asString()).isEqualTo(finding.ruleId());
            assertThat(run.at("/tool/driver/rules/" + result.path("ruleIndex").asInt() + "/id")
                            .asString())
                    .isEqualTo(finding.ruleId());
            assertThat(result.at("/message/text").asString()).contains(finding.message(), finding.advice());
            assertThat(result.path("level").asString())
                    .isEqualTo(
                            switch (finding.severity()) {
                                case CRITICAL, HIGH -> "error";
                                case MEDIUM -> "warning";
                                case LOW -> "note";
                            });
            assertThat(place.at("/region/startLine").asInt())
                    .isEqualTo(finding.line())
                    .isPositive();
            assertThat(place.at("/region/startColumn").asInt())
                    .isEqualTo(finding.column())
                    .isPositive();
            assertThat(place.at("/region/snippet/text").asString()).isEqualTo(finding.excerpt());
        }
    }

    @Test
    void aFilesNameIsAUriReference() {
        assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .isEqualTo("my%20app/Docker%3A%20file");
    }

    @Test
    void fingerprintsDifferAndStayWhenLinesMove() {
        JsonNode moved = Scanned.of(Map.of("name", "my app/Docker: file", "text", "\n\n" + TEXT, "format", "SARIF"))
                .json()
                .at("/sarif/runs/0");

        assertThat(fingerprints(run)).doesNotHaveDuplicates().containsExactlyElementsOf(fingerprints(moved));
    }

    @Test
    void notesAndATruncationAreNotifications() {
        JsonNode noted = Scanned.of(
                        Map.of("format", "SARIF"),
                        Scanned.file("app.bin", "\0"),
                        Scanned.file("a.js", "document.write(x);\n".repeat(600)))
                .json()
                .at("/sarif/runs/0/invocations/0/toolExecutionNotifications");

        assertThat(noted.path(0).at("/message/text").asString()).contains("app.bin", "binary");
        assertThat(noted.path(1).at("/message/text").asString()).contains("500");
    }

    private static List<String> fingerprints(JsonNode run) {
        List<String> values = new ArrayList<>();
        for (JsonNode result : run.path("results")) {
            values.add(result.at("/partialFingerprints/soukScanner~1v1").asString());
        }
        return values;
    }

    private static List<String> names(JsonNode object) {
        return new ArrayList<>(object.propertyNames());
    }
}
