package dev.souk.plugin.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.souk.plugin.scanner.finding.Finding;
import dev.souk.plugin.scanner.finding.Findings;
import dev.souk.plugin.scanner.finding.Note;
import dev.souk.plugin.scanner.finding.Severity;
import dev.souk.plugin.scanner.source.FileKind;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.Schema;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SecurityScannerAgentTest {
    private static final String KEY = "gh" + "p_" + SecretCases.RANDOM.substring(0, 36);

    @Nested
    class Descriptor {
        private final AgentDescriptor descriptor = new SecurityScannerAgent().descriptor();

        @Test
        void saysWhatTheAgentIsAndAsks() {
            assertThat(descriptor.id().toString()).isEqualTo("souk.security-scanner");
            assertThat(descriptor.version().toString()).isEqualTo("1.0.0");
            assertThat(descriptor.category()).isEqualTo("security");
            assertThat(descriptor.pricing()).contains(Pricing.perCall("0.01"));
            assertThat(descriptor.timeout()).isEqualTo(Duration.ofSeconds(30));
        }

        @Test
        void takesItsSchemasFromTheRecords() {
            assertThat(descriptor.input()).isEqualTo(Schema.of(ScanRequest.class));
            assertThat(descriptor.output()).isEqualTo(Schema.of(ScanReport.class));
        }

        @Test
        void theIndexOfExtensionsNamesTheAgent() throws Exception {
            // The processor runs over the tests too and leaves an empty index there.
            List<String> lines = new ArrayList<>();
            for (URL index : Collections.list(getClass().getClassLoader().getResources("META-INF/extensions.idx"))) {
                try (InputStream in = index.openStream()) {
                    lines.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
                }
            }

            assertThat(lines).containsOnlyOnce(SecurityScannerAgent.class.getName());
        }
    }

    @Nested
    class Input {
        @Test
        void nothingToScanIsTheCallersFault() {
            assertThatThrownBy(() -> Scanned.of(Map.of("name", "a.txt")))
                    .isInstanceOfSatisfying(AgentException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                        assertThat(e).hasMessageContaining("attach");
                    });
        }

        @Test
        void anUnknownRuleToSkipIsNamedWithItsPlace() {
            assertThatThrownBy(
                            () -> Scanned.of(Map.of("text", "x", "skipRules", List.of("docker-sudo", "docker-sodu"))))
                    .isInstanceOfSatisfying(AgentException.class, e -> {
                        assertThat(e.pointer()).isEqualTo("/skipRules/1");
                        assertThat(e).hasMessageContaining("docker-sodu");
                    });
        }

        @Test
        void anEmptyTextIsScanned() {
            Scanned scanned = Scanned.of(Map.of("text", ""));

            assertThat(scanned.findings()).isEmpty();
            assertThat(scanned.report().files()).containsExactly(new ScannedFile("text", FileKind.TEXT, 0));
        }

        @Test
        void theTextAndAllAttachmentsAreScannedUnderTheirNames() {
            Scanned scanned = Scanned.of(
                    Map.of("text", "key " + KEY, "name", "inline.txt"),
                    Scanned.file("Main.java", "class A {\n  // " + KEY + "\n}\n"),
                    Scanned.file("Dockerfile", "FROM a:1\nUSER app\n"));

            assertThat(scanned.findings())
                    .extracting(Finding::file, Finding::line)
                    .containsExactly(tuple("inline.txt", 1), tuple("Main.java", 2));
            assertThat(scanned.report().files())
                    .containsExactly(
                            new ScannedFile("inline.txt", FileKind.TEXT, 1),
                            new ScannedFile("Main.java", FileKind.JAVA, 3),
                            new ScannedFile("Dockerfile", FileKind.DOCKERFILE, 2));
        }

        @Test
        void aKindThatIsNamedIsTakenForEveryFile() {
            Scanned scanned = Scanned.of(Map.of("kind", "PYTHON"), Scanned.file("script.txt", "x = eval(y)"));

            assertThat(scanned.ruleIds()).containsExactly("python-eval");
        }

        @Test
        void aCancelledCallEndsBetweenTwoLines() {
            FakeContext context = new FakeContext(List.of(Scanned.file("a.txt", "a\n".repeat(1000))), 10);

            assertThatThrownBy(() -> Scanned.of(Map.of(), context))
                    .isInstanceOfSatisfying(
                            AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        }
    }

    @Nested
    class SelectingFindings {
        private final String text = "FROM ubuntu\nENV DB_PASSWORD=t4nGle-w00d\nRUN sudo id\n# " + KEY + "\n";

        @Test
        void allAreReportedUnlessSaidOtherwise() {
            assertThat(Scanned.text("Dockerfile", text).ruleIds())
                    .containsExactly(
                            "docker-root-user",
                            "docker-unpinned-image",
                            "docker-secret-variable",
                            "docker-sudo",
                            "secret-github-token");
        }

        @Test
        void theLeastSeverityLeavesOutWhatIsBelow() {
            Scanned scanned = Scanned.of(Map.of("name", "Dockerfile", "text", text, "minSeverity", "HIGH"));

            assertThat(scanned.ruleIds()).containsExactly("docker-secret-variable", "secret-github-token");
            assertThat(scanned.report().counts()).isEqualTo(new SeverityCounts(1, 1, 0, 0, 2));
        }

        @Test
        void skippedRulesAreLeftOut() {
            Scanned scanned = Scanned.of(Map.of(
                    "name", "Dockerfile", "text", text, "skipRules", List.of("docker-sudo", "secret-github-token")));

            assertThat(scanned.ruleIds()).doesNotContain("docker-sudo", "secret-github-token");
        }

        @Test
        void theSecretOfASkippedRuleIsMaskedInItsNeighboursExcerpt() {
            Scanned scanned = Scanned.of(Map.of(
                    "name", "a.py", "text", "eval(\"" + KEY + "\")", "skipRules", List.of("secret-github-token")));

            assertThat(scanned.findings())
                    .singleElement()
                    .satisfies(f -> assertThat(f.excerpt()).isEqualTo("eval(\"ghp_********\")"));
        }

        @Test
        void aSecretThatOnlyTheManifestTellsIsMaskedInItsNeighboursExcerpt() {
            String line = "containers: [{image: a, env: [{name: DB_PASSWORD, value: sesame-street}]}]";
            Scanned scanned = Scanned.of(Map.of(
                    "name",
                    "pod.yaml",
                    "text",
                    "apiVersion: v1\nkind: Pod\nspec:\n  " + line + "\n",
                    "skipRules",
                    List.of("k8s-secret-variable")));

            assertThat(scanned.ruleIds()).containsExactly("k8s-no-limits", "k8s-unpinned-image");
            assertThat(scanned.json().toString()).contains("ses********").doesNotContain("street");
        }
    }

    @Nested
    class Bounds {
        @Test
        void manySmallFindingsNeverCrowdOutAGraveOne() {
            String text = "FROM a:1\n" + "RUN sudo id\n".repeat(2000) + "USER app\n# " + KEY + "\n";
            Scanned scanned = Scanned.text("Dockerfile", text);

            assertThat(scanned.report().truncated()).isTrue();
            assertThat(scanned.report().counts()).isEqualTo(new SeverityCounts(1, 0, 0, 2000, 2001));
            assertThat(scanned.findings())
                    .hasSize(Findings.MOST_PER_SEVERITY + 1)
                    .filteredOn(f -> f.severity() == Severity.CRITICAL)
                    .hasSize(1);
        }

        @Test
        void theBoundHoldsOverAllFilesTogether() {
            Attachment[] files = {
                Scanned.file("a.js", "document.write(x);\n".repeat(400)),
                Scanned.file("b.js", "document.write(x);\n".repeat(400))
            };
            Scanned scanned = Scanned.of(Map.of(), files);

            assertThat(scanned.report().counts().low()).isEqualTo(800);
            assertThat(scanned.findings()).hasSize(Findings.MOST_PER_SEVERITY);
            assertThat(scanned.report().truncated()).isTrue();
        }

        @Test
        void asManyAsTheBoundAreNotTruncated() {
            Scanned scanned = Scanned.text("a.js", "document.write(x);\n".repeat(Findings.MOST_PER_SEVERITY));

            assertThat(scanned.report().truncated()).isFalse();
        }

        @Test
        void notesAreBoundedToo() {
            String broken = "---\napiVersion: v1\nkind: [\n";
            Scanned scanned = Scanned.text("many.yaml", broken.repeat(300));

            assertThat(scanned.report().notes()).hasSize(Scan.MOST_NOTES);
        }
    }

    @Nested
    class Binaries {
        @Test
        void aBinaryIsSkippedWithANote() {
            byte[] bytes = ("key " + KEY + "\0\1\2").getBytes(StandardCharsets.ISO_8859_1);
            Scanned scanned = Scanned.of(
                    Map.of(), Attachment.of("app.bin", "application/octet-stream", bytes), Scanned.file("a.txt", KEY));

            assertThat(scanned.report().notes()).containsExactly(new Note("app.bin", "It is binary and was skipped."));
            assertThat(scanned.report().files()).extracting(ScannedFile::name).containsExactly("a.txt");
            assertThat(scanned.findings()).hasSize(1);
        }

        @Test
        void compressedBytesWithoutANulAreBinaryToo() {
            byte[] bytes = new byte[500];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (1 + i * 7 % 255);
            }

            assertThat(Scanned.of(Map.of(), Attachment.of("a.gz", "application/gzip", bytes))
                            .report()
                            .files())
                    .isEmpty();
        }

        @Test
        void utf16IsText() {
            byte[] bytes = "\uFEFFpassword = \"t4nGle-w00d\"\r\n".getBytes(StandardCharsets.UTF_16LE);
            Scanned scanned = Scanned.of(Map.of(), Attachment.of("a.txt", "text/plain", bytes));

            assertThat(scanned.findings())
                    .singleElement()
                    .satisfies(f -> assertThat(f.excerpt()).isEqualTo("password = \"t4********\""));
        }

        @Test
        void brokenUtf8AndLatin1AreText() {
            byte[] bytes = "# Schlüssel\npassword = \"t4nGle-w00d\"\n".getBytes(StandardCharsets.ISO_8859_1);

            assertThat(Scanned.of(Map.of(), Attachment.of("a.txt", "text/plain", bytes))
                            .lines("secret-assigned"))
                    .containsExactly(2);
        }
    }
}
