package dev.souk.plugin.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.souk.plugin.scanner.finding.Finding;
import dev.souk.plugin.scanner.finding.Note;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** YAML as it comes: many documents, broken ones, hostile ones. */
class ManifestTest {
    private static final String SECRET = "t4nGle-w00d";
    private static final String POD = SettingCases.pod("hostPID: true");

    @Test
    void eachDocumentHasTheLinesOfTheFile() {
        Scanned scanned =
                Scanned.text("a.yaml", "# head\n---\n" + POD + "---\nkind: notes\n---\n" + POD + "...\n" + POD);

        assertThat(scanned.lines("k8s-host-namespace")).containsExactly(9, 19, 27);
    }

    @Test
    void columnsAreThoseOfTheFile() {
        Scanned scanned = Scanned.text(
                "a.yaml", SettingCases.container("env: [{name: \"\uD83D\uDD11 PASSWORD\", value: hunter}]"));

        assertThat(scanned.findings())
                .extracting(Finding::ruleId, Finding::line, Finding::column)
                .containsExactly(tuple("k8s-secret-variable", 7, 42));
    }

    @Test
    void crlfAndOtherLineEndsOfYamlDoNotMoveLines() {
        Scanned scanned = Scanned.text("a.yaml", "# \u2028\u0085\n" + POD.replace("\n", "\r\n"));

        assertThat(scanned.lines("k8s-host-namespace")).containsExactly(8);
    }

    @Test
    void jsonIsYaml() {
        Scanned scanned = Scanned.text(
                "a.json",
                "{\"apiVersion\": \"v1\", \"kind\": \"Pod\",\n \"spec\": {\"containers\": [],\n"
                        + " \"automountServiceAccountToken\": true}}");

        assertThat(scanned.lines("k8s-account-token")).containsExactly(3);
    }

    @Nested
    class Broken {
        @Test
        void aBrokenDocumentIsScannedAsTextWithANoteThatQuotesNothing() {
            String broken = "apiVersion: v1\nkind: [Pod\npassword: \"" + SECRET + "\nprivileged: true\n";
            Scanned scanned = Scanned.text("a.yaml", POD + "---\n" + broken + "---\n" + POD);

            assertThat(scanned.lines("k8s-host-namespace")).containsExactly(7, 20);
            assertThat(scanned.report().notes())
                    .extracting(Note::file, Note::message)
                    .containsExactly(tuple(
                            "a.yaml",
                            "The YAML document at line 8 could not be read (line 11); it was scanned as text only."));
            assertThat(scanned.json().toString()).doesNotContain(SECRET);
        }

        @Test
        void aTemplateIsScannedAsText() {
            Scanned scanned = Scanned.text(
                    "a.yaml",
                    "apiVersion: v1\nkind: Pod\n{{- if .Values.x }}\npassword: \"" + SECRET + "\"\n{{- end }}\n");

            assertThat(scanned.ruleIds()).containsExactly("secret-assigned");
            assertThat(scanned.report().notes()).hasSize(1);
        }
    }

    @Nested
    class Hostile {
        @Test
        void aliasesOfAliasesAreNeitherExpandedNorFollowedTwice() {
            StringBuilder laughs = new StringBuilder("apiVersion: v1\nkind: Pod\na0: &a0 [hostPID, x]\n");
            for (int i = 1; i < 20; i++) {
                laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "x"));
            }

            assertThat(Scanned.text("a.yaml", laughs.toString()).report().files())
                    .hasSize(1);
        }

        @Test
        void moreAliasesThanTheBoundAreNotRead() {
            String many = "apiVersion: v1\nkind: Pod\na: &a {hostPath: x}\nb: [" + "*a, ".repeat(300) + "*a]\n";

            assertThat(Scanned.text("a.yaml", many).report().notes()).hasSize(1);
        }

        @Test
        void aNodeInsideItselfIsVisitedOnce() {
            Scanned scanned = Scanned.text(
                    "a.yaml", "apiVersion: v1\nkind: Pod\nspec: &s\n  hostPID: true\n  containers: [x]\n  self: *s\n");

            assertThat(scanned.lines("k8s-host-namespace")).containsExactly(4);
        }

        @Test
        void tooDeepADocumentIsScannedAsText() {
            String deep = "apiVersion: v1\nkind: Pod\na: " + "[".repeat(50_000) + "]".repeat(50_000) + "\n";

            assertThat(Scanned.text("a.yaml", deep).report().notes()).hasSize(1);
        }

        @Test
        void tooLongADocumentIsScannedAsTextAndTheNextOneIsRead() {
            String longOne = "apiVersion: v1\nkind: ConfigMap\ndata:\n"
                    + "  a: some text that says nothing\n".repeat(40_000) + "  password: \"" + SECRET + "\"\n";
            Scanned scanned = Scanned.text("a.yaml", longOne + "---\n" + POD);

            assertThat(scanned.ruleIds()).containsExactly("secret-assigned", "k8s-host-namespace");
            assertThat(scanned.lines("k8s-host-namespace")).containsExactly(40_012);
            assertThat(scanned.report().notes())
                    .singleElement()
                    .satisfies(n -> assertThat(n.message()).contains("line 1 ", "1000000"));
        }
    }
}
