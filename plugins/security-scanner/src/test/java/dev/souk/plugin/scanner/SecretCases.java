package dev.souk.plugin.scanner;

import static dev.souk.plugin.scanner.RuleCase.rule;

import java.util.List;

/** The secret rules' cases. Every key is made up, and is put together here so that no key stands in this file. */
final class SecretCases {
    /** Random-looking letters and digits that nobody was ever given. */
    static final String RANDOM = "q7Zp2LmX9vRt4KwB8sNd6HyG3cJf5TuA1eQo0iPbVxYzMrWkSlDhEgUnCaFjOI";

    private static final String HEX = "9f3b7c1d5e8a2046b1c9d7e3f5a80264";
    private static final String UPPER = "Q7ZP2LMX9VRT4KWB";

    static final List<RuleCase> ALL = List.of(
            rule("secret-aws-access-key", "notes.txt")
                    .finds("id: ⟦AK" + "IA" + UPPER + "⟧")
                    .finds("export AWS_ACCESS_KEY_ID=⟦AS" + "IA" + UPPER + "⟧")
                    .leaves("id: AK" + "IA" + UPPER + "TOOLONG")
                    .leaves("id: AK" + "IAIOSFODNN7EXAMPLE")
                    .leaves("the AKIA prefix marks a key of a user")
                    .done(),
            rule("secret-aws-secret-key", "notes.txt")
                    .finds("aws_secret_access_key = ⟦" + RANDOM.substring(0, 40) + "⟧")
                    .finds("\"SecretAccessKey\": \"⟦" + RANDOM.substring(5, 45) + "⟧\"")
                    .leaves("aws_secret_access_key = " + RANDOM.substring(0, 30))
                    .leaves("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
                    .done(),
            rule("secret-github-token", "notes.txt")
                    .finds("token ⟦gh" + "p_" + RANDOM.substring(0, 36) + "⟧ is mine")
                    .finds("https://x:⟦gh" + "s_" + RANDOM.substring(0, 36) + "⟧@github.com/a/b")
                    .leaves("gh" + "p_" + RANDOM.substring(0, 20))
                    .leaves("gh" + "p_" + "x".repeat(36))
                    .done(),
            rule("secret-github-fine-grained-token", "notes.txt")
                    .finds("⟦github" + "_pat_" + RANDOM.substring(0, 22) + "_" + RANDOM + "⟧")
                    .leaves("github" + "_pat_" + RANDOM.substring(0, 22))
                    .done(),
            rule("secret-gitlab-token", "notes.txt")
                    .finds("PRIVATE-TOKEN: ⟦gl" + "pat-" + RANDOM.substring(0, 20) + "⟧")
                    .leaves("gl" + "pat-" + RANDOM.substring(0, 12))
                    .leaves("gl" + "pat-your-token-goes-here-please")
                    .done(),
            rule("secret-slack-token", "notes.txt")
                    .finds("⟦xo" + "xb-2094857163-" + RANDOM.substring(0, 24) + "⟧")
                    .leaves("xo" + "xb-123")
                    .leaves("xo" + "xb-xxxxxxxxxxxx-xxxxxxxxxxxx")
                    .done(),
            rule("secret-slack-webhook", "notes.txt")
                    .finds("https://hooks.slack" + ".com/services/⟦T02ABCD9K/B03EFGH7L/" + RANDOM.substring(0, 24)
                            + "⟧")
                    .leaves("https://hooks.slack" + ".com/services/T00/B00/secret")
                    .leaves("https://api.slack.com/messaging/webhooks")
                    .done(),
            rule("secret-stripe-key", "notes.txt")
                    .finds("stripe.api_key = '⟦sk_" + "live_" + RANDOM.substring(0, 24) + "⟧'")
                    .finds("⟦rk_" + "live_" + RANDOM.substring(3, 30) + "⟧")
                    .leaves("sk_" + "test_" + RANDOM.substring(0, 24))
                    .leaves("sk_" + "live_...")
                    .done(),
            rule("secret-google-api-key", "notes.txt")
                    .finds("https://maps.googleapis.com/maps/api/js?key=⟦AI" + "za" + RANDOM.substring(0, 35) + "⟧&v=3")
                    .leaves("AI" + "za" + RANDOM.substring(0, 20))
                    .leaves("AI" + "za" + RANDOM.substring(0, 50))
                    .done(),
            rule("secret-google-oauth-secret", "notes.txt")
                    .finds("⟦GOC" + "SPX-" + RANDOM.substring(0, 28) + "⟧")
                    .leaves("GOC" + "SPX-" + RANDOM.substring(0, 10))
                    .done(),
            rule("secret-anthropic-key", "notes.txt")
                    .finds("x-api-key: ⟦sk-" + "ant-api03-" + RANDOM + RANDOM.substring(0, 30) + "-AA⟧")
                    .leaves("x-api-key: sk-" + "ant-...")
                    .done(),
            rule("secret-openai-key", "notes.txt")
                    .finds("OPENAI_API_KEY=⟦sk-" + RANDOM.substring(0, 48) + "⟧")
                    .finds("key ⟦sk-" + "proj-" + RANDOM.substring(0, 48) + "⟧")
                    .leaves("sk-" + RANDOM.substring(0, 12))
                    .leaves("a task-" + RANDOM.substring(0, 48))
                    .done(),
            rule("secret-hugging-face-token", "notes.txt")
                    .finds("⟦hf" + "_" + RANDOM.substring(0, 34) + "⟧")
                    .leaves("hf_hub_download")
                    .done(),
            rule("secret-npm-token", ".npmrc")
                    .finds("//packages.example.com/:_authToken=⟦np" + "m_" + RANDOM.substring(0, 36) + "⟧")
                    .leaves("//packages.example.com/:_authToken=${NPM_TOKEN}")
                    .leaves("npm_config_registry=https://packages.example.com/")
                    .done(),
            rule("secret-pypi-token", "notes.txt")
                    .finds("⟦py" + "pi-AgEIcHlwaS5vcmc" + RANDOM + "⟧")
                    .leaves("pypi-AgE")
                    .done(),
            rule("secret-docker-hub-token", "notes.txt")
                    .finds("docker login -p ⟦dc" + "kr_pat_" + RANDOM.substring(0, 27) + "⟧")
                    .leaves("dckr_pat_")
                    .done(),
            rule("secret-vault-token", "notes.txt")
                    .finds("X-Vault-Token: ⟦hv" + "s." + RANDOM.substring(0, 30) + "⟧")
                    .leaves("hvs.short")
                    .done(),
            rule("secret-sendgrid-key", "notes.txt")
                    .finds("⟦S" + "G." + RANDOM.substring(0, 22) + "." + RANDOM.substring(10, 53) + "⟧")
                    .leaves("SG.short.one")
                    .done(),
            rule("secret-twilio-key", "notes.txt")
                    .finds("⟦S" + "K" + HEX + "⟧")
                    .leaves("S" + "K" + HEX + "00")
                    .done(),
            rule("secret-twilio-auth-token", "notes.txt")
                    .finds("TWILIO_AUTH_TOKEN=⟦" + HEX + "⟧")
                    .leaves("TWILIO_AUTH_TOKEN=$TOKEN")
                    .done(),
            rule("secret-azure-storage-key", "notes.txt")
                    .finds("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=⟦" + RANDOM
                            + RANDOM.substring(0, 24) + "==⟧;EndpointSuffix=core.windows.net")
                    .leaves("AccountKey=" + RANDOM.substring(0, 20) + "==")
                    .done(),
            rule("secret-souk-key", "notes.txt")
                    .finds("Authorization: Bearer ⟦souk" + "_live_" + RANDOM.substring(0, 32) + "⟧")
                    .leaves("souk" + "_test_" + RANDOM.substring(0, 32))
                    .leaves("keys begin with souk_live_")
                    .done(),
            rule("secret-json-web-token", "notes.txt")
                    .finds("jwt ⟦ey" + "JhbGciOiJIUzI1NiJ9.ey" + "JzdWIiOiJxN1pwMkxtWCJ9." + RANDOM.substring(0, 43)
                            + "⟧")
                    .leaves("ey" + "JhbGciOiJIUzI1NiJ9 alone is a header")
                    .done(),
            rule("secret-authorization-header", "notes.txt")
                    .finds("Authorization: Basic ⟦" + "cTdacDJMbVg6OXZSdDRLd0I4⟧")
                    .finds("headers = {'Authorization': 'Bearer ⟦" + RANDOM.substring(0, 32) + "⟧'}")
                    .leaves("Authorization: Bearer ${ACCESS_TOKEN}")
                    .leaves("Authorization: Bearer <token>")
                    .leaves("headers = {'Authorization': 'Bearer ' + token}")
                    .done(),
            rule("secret-database-url", "notes.txt")
                    .finds("postgres://app:⟦t4nGle-w00d⟧@db.internal:5432/app")
                    .finds("MONGO=mongodb+srv://root:⟦q7Zp2LmX9v⟧@cluster0.mongodb.net")
                    .finds("spring.datasource.url=jdbc:mysql://app:⟦t4nGle⟧@db/app")
                    .leaves("postgres://app:${DB_PASSWORD}@db.internal:5432/app")
                    .leaves("postgres://app:<password>@db.internal/app")
                    .leaves("postgres://db.internal:5432/app?user=me@host")
                    .leaves("postgres://user:password@localhost/app")
                    .done(),
            rule("secret-basic-auth-url", "notes.txt")
                    .finds("git clone https://me:⟦t4nGle-w00d⟧@git.internal/a.git")
                    .leaves("https://host:8080/path@2")
                    .leaves("https://$USER:$PASS@git.internal/a.git")
                    .leaves("ssh://git@github.com:a/b.git")
                    .done(),
            rule("secret-assigned", "notes.txt")
                    .finds("password=⟦hunter2hunter⟧")
                    .finds("db.password: \"⟦correct-horse⟧\"")
                    .finds("\"client_secret\": \"⟦t4nGle-w00d⟧\"")
                    .finds("curl -d 'user=me&password=⟦t4nGle-w00d⟧&x=1'")
                    .finds("API_KEY = '⟦a1b2c3d4e5⟧'")
                    .leaves("password: required")
                    .leaves("password = getPassword()")
                    .leaves("password=changeme123")
                    .leaves("password=${DB_PASSWORD}")
                    .leaves("password_file=/run/secrets/db1")
                    .leaves("if (password == \"t4nGle-w00d\")")
                    .leaves("max_tokens=4096")
                    .leaves("tokenizer: \"cl100k_base\"")
                    .leaves("\"token\": \"bearer\"")
                    .leaves("secretName: db-credentials-1")
                    .leaves("next_page_token = \"a1b2c3d4e5\"")
                    .leaves("<input type=\"password\" name=\"password1\">")
                    .leaves("\"pbkdf2-password\": \"1.2.1\"")
                    .leaves("adminSecretNamespace: \"kube-system-1\"")
                    .leaves("password=yourpassword1")
                    .leaves("label.password=Enter your password")
                    .done(),
            rule("secret-assigned", "Login.java")
                    .finds("String password = \"⟦t4nGle-w00d⟧\";")
                    .finds("private static final String API_KEY = \"⟦a1b2c3d4e5⟧\";")
                    .leaves("String password = config1;")
                    .leaves("String password = request.getParameter(\"password1\");")
                    .leaves("static final String PASSWORD_KEY = \"user_password\";")
                    .leaves("static final String PASSWORD = \"login.form.password\";")
                    .done(),
            rule("secret-assigned", "settings.py")
                    .finds("SECRET_KEY: str = \"⟦t4nGle-w00d⟧\"")
                    .leaves("SECRET_KEY = os.environ[\"SECRET_KEY\"]")
                    .done(),
            rule("secret-assigned", "main.go")
                    .finds("password := \"⟦t4nGle-w00d⟧\"")
                    .leaves("token := options.Token2")
                    .done(),
            rule("secret-assigned", "app.properties")
                    .finds("spring.datasource.password=⟦supercalifragilistic⟧")
                    .leaves("spring.datasource.password=@secret@")
                    .leaves("password.encoder=bcrypt")
                    .done(),
            rule("secret-high-entropy", "notes.txt")
                    .finds("value = \"⟦" + RANDOM.substring(0, 40) + "⟧\"")
                    .finds("salty: ⟦" + RANDOM.substring(8, 40) + "⟧")
                    .finds("seed = '⟦" + HEX + "⟧'")
                    .leaves("\"integrity\": \"sha512-" + RANDOM + "\"")
                    .leaves("checksum = '" + HEX + "'")
                    .leaves("commit: " + HEX + "5e8a2046")
                    .leaves("uuid = \"9f3b7c1d-5e8a-2046-b1c9-d7e3f5a80264\"")
                    .leaves("bean = \"abstractSingletonProxyFactoryBean22AndMoreOfIt\"")
                    .leaves("see " + RANDOM.substring(0, 40) + " in the middle of a sentence")
                    .leaves("value = \"" + "aB3".repeat(14) + "\"")
                    .leaves("Buffer.from('" + HEX + "', 'hex')")
                    .leaves("ascii = \"" + "74686973206973206e6f7468696e6720" + "\"")
                    .leaves("ssh-rsa AAAAB3NzaC1yc2E" + RANDOM)
                    .leaves("icon = \"data:image/png;base64," + RANDOM + "\"")
                    .leaves("value = \"" + RANDOM.repeat(4) + "\"")
                    .done(),
            rule("secret-high-entropy", "package-lock.json")
                    .leaves("\"x\": \"" + RANDOM.substring(0, 40) + "\"")
                    .done(),
            key("private-key-rsa", "RSA PRIVATE KEY", "MIIEpAIBAAKCAQEA" + RANDOM.substring(0, 48)),
            key("private-key-ec", "EC PRIVATE KEY", "MHcCAQEEI" + RANDOM.substring(0, 55)),
            key("private-key-dsa", "DSA PRIVATE KEY", "MIIBugIBAAKBgQ" + RANDOM.substring(0, 50)),
            key("private-key-pkcs8", "PRIVATE KEY", "MIIEvQIBADANBgkq" + RANDOM.substring(0, 48)),
            key(
                    "private-key-openssh",
                    "OPENSSH PRIVATE KEY",
                    "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW"),
            key("private-key-pgp", "PGP PRIVATE KEY BLOCK", "Version: GnuPG v2\n\n" + RANDOM),
            rule("private-key-encrypted", "key.pem")
                    .finds(begin("ENCRYPTED PRIVATE KEY") + "\nMIIFHDBOBgkqhkiG" + RANDOM.substring(0, 48) + "\n")
                    .finds(begin("RSA PRIVATE KEY") + "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,9F3B\n\n"
                            + RANDOM + "\n")
                    .finds(begin("OPENSSH PRIVATE KEY")
                            + "\nb3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABDq7Zp2Lm\n")
                    .leaves(begin("RSA PRIVATE KEY") + "\n" + RANDOM + "\n")
                    .done());

    private SecretCases() {}

    private static String begin(String label) {
        return "-----BEG" + "IN " + label + "-----";
    }

    private static String end(String label) {
        return "-----E" + "ND " + label + "-----";
    }

    private static RuleCase key(String ruleId, String label, String body) {
        return rule(ruleId, "key.txt")
                .finds(begin(label) + "\n" + body + "\n" + RANDOM + "\n" + end(label) + "\n")
                .finds("\"key\": \"" + begin(label) + "⟦\\n" + body.replace("\n", "\\n") + "\\n⟧" + end(label)
                        + "\\n\"")
                .finds("    key: |\n      " + begin(label) + "\n      " + body.replace("\n", "\n      ") + "\n")
                .leaves("if (text.startsWith(\"" + begin(label)
                        + "\")) {\n    readTheKeyThatFollowsTheHeader(text);\n}")
                .leaves(begin(label) + "\n...\n" + end(label))
                .leaves(begin("CERTIFICATE") + "\n" + RANDOM + "\n" + end("CERTIFICATE"))
                .leaves(begin("PUBLIC KEY") + "\n" + RANDOM + "\n" + end("PUBLIC KEY"))
                .done();
    }
}
