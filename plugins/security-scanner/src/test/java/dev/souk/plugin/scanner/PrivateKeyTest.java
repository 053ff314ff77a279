package dev.souk.plugin.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A private key in the midst of other things. */
class PrivateKeyTest {
    private static final String BEGIN = "-----BEG" + "IN PRIVATE KEY-----";
    private static final String END = "-----E" + "ND PRIVATE KEY-----";
    private static final String BODY = SecretCases.RANDOM;

    @Test
    void aKeyInPiecesOfCodeIsOneFinding() {
        Scanned scanned = Scanned.text(
                "Keys.java",
                "String pem = \"" + BEGIN + "\\n\"\n    + \"" + BODY + "\\n\"\n    + \"" + BODY + "\\n\"\n    + \""
                        + END + "\";\n");

        assertThat(scanned.ruleIds()).containsExactly("private-key-pkcs8");
        assertThat(scanned.json().toString()).doesNotContain(BODY.substring(10));
    }

    @Test
    void aBlockThatNeverEndsHidesNothingThatFollows() {
        Scanned scanned = Scanned.text(
                "a.txt",
                BEGIN + "\n" + BODY + "\n" + BODY + "\npassword: \"t4nGle-w00d\"\nvalue = \"" + BODY.substring(0, 40)
                        + "\"\n");

        assertThat(scanned.ruleIds()).containsExactly("private-key-pkcs8", "secret-assigned", "secret-high-entropy");
    }

    @Test
    void aSettingRightAfterABlockThatNeverEndsIsNoBody() {
        Scanned scanned = Scanned.text("a.txt", BEGIN + "\n" + BODY + "\nPASSWORD=t4nGlew00d\n");

        assertThat(scanned.ruleIds()).containsExactly("private-key-pkcs8", "secret-assigned");
    }

    @Test
    void whatStandsInTheLineOfTheEndIsScanned() {
        Scanned scanned = Scanned.text("a.txt", BEGIN + "\n" + BODY + "\n" + END + " password: \"t4nGle-w00d\"\n");

        assertThat(scanned.ruleIds()).containsExactly("private-key-pkcs8", "secret-assigned");
    }

    @Test
    void everyKeyOfAFileIsFound() {
        String key = BEGIN + "\n" + BODY + "\n" + END + "\n";

        assertThat(Scanned.text("a.pem", key + "\n" + key + key).lines("private-key-pkcs8"))
                .containsExactly(1, 5, 8);
    }

    @Test
    void aKeyInALongLineOfJsonIsFoundAndMasked() {
        String line = "{\"a\": \"" + "x".repeat(20_000) + "\", \"private_key\": \"" + BEGIN + "\\n" + BODY + "\\n"
                + BODY + "\\n" + END + "\\n\"}";
        Scanned scanned = Scanned.text("key.json", line);

        assertThat(scanned.ruleIds()).containsExactly("private-key-pkcs8");
        assertThat(scanned.findings().get(0).excerpt()).contains(BEGIN).doesNotContain(BODY.substring(0, 10));
    }
}
