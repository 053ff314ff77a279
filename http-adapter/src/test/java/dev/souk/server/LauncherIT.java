package dev.souk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.server.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher over what the build has packaged: {@code target/lib} and the three plugins. */
class LauncherIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private record Ended(int exitCode, String out, String err) {
        Map<String, Object> result() {
            String last = out.lines().reduce((before, line) -> line).orElse("");
            assertThat(last).startsWith("RESULT {");
            return Json.object(last.substring("RESULT ".length()));
        }
    }

    private Ended souk(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("souk").toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void theDemoShowsWhatItClaimsAndItsBooksCanBeCheckedAfterwards() throws Exception {
        Path kept = directory.resolve("kept");
        Ended demo = souk(Map.of(), "demo", "--keep", kept.toString());
        assertThat(demo.exitCode()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.result())
                .containsEntry("ok", true)
                .containsEntry("wrong", 0)
                .containsEntry("refused", 7)
                .containsEntry("failed", 1);
        assertThat(demo.out()).contains("✓").doesNotContain("✗").doesNotContain("\u001b[");
        assertThat(demo.out().lines().filter(line -> line.startsWith("│"))).allMatch(line -> line.length() <= 100);
        assertThat(demo.out()).contains("The database stays in " + kept);
        Ended verify = souk(Map.of(), "ledger", "verify", "--data", kept.toString());
        assertThat(verify.exitCode()).isZero();
        assertThat(verify.result().get("postings")).isEqualTo(demo.result().get("postings"));
    }

    @Test
    void theDemoFailsIfAPluginIsMissing() throws Exception {
        Path empty = Files.createDirectories(directory.resolve("no-plugins"));
        Ended demo = souk(Map.of("LC_ALL", "C"), "demo", "--plugins", empty.toString());
        assertThat(demo.exitCode()).isEqualTo(1);
        assertThat(demo.result()).containsEntry("ok", false);
        assertThat(demo.out()).contains("NOT OK").doesNotContain("✗", "│");
    }

    @Test
    void theDemoLeavesNothingBehind() throws Exception {
        Path temp = Files.createDirectories(directory.resolve("temp"));
        Ended demo = souk(Map.of("SOUK_JAVA_OPTS", "-Djava.io.tmpdir=" + temp), "demo");
        assertThat(demo.exitCode()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out()).contains("souk demo --keep DIR");
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void anAgentIsCalledFromAnyDirectory() throws Exception {
        Ended call = souk(
                Map.of(),
                "call",
                "souk.security-scanner",
                "--attach",
                "leaky-config.yaml=@" + ROOT.resolve("samples/data/leaky-config.yaml"));
        assertThat(call.exitCode()).as(call.err()).isZero();
        assertThat(Json.object(call.out())).containsKey("counts");
        assertThat(directory.resolve("souk-data/souk.db")).exists();
    }

    @Test
    void aJavaThatIsTooOldOrMissingIsNamed() throws Exception {
        Path old = Files.createDirectories(directory.resolve("jdk-11/bin")).getParent();
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        Path java = Files.writeString(old.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Ended ended = souk(Map.of("JAVA_HOME", old.toString()), "version");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("is Java 11", "17 or later");
        assertThat(souk(Map.of("JAVA_HOME", directory.toString()), "version").err())
                .contains("no bin/java");
    }

    @Test
    void aVersionIsOneLineAndNothingElse() throws Exception {
        Ended version = souk(Map.of(), "version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).startsWith("souk ").hasLineCount(1);
        assertThat(version.err()).isEmpty();
    }

    @Test
    void itsNameMayBeALink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("my-souk"), ROOT.resolve("souk"));
        Process process = new ProcessBuilder(link.toString(), "version")
                .redirectOutput(directory.resolve("v").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(directory.resolve("v")))
                .startsWith("souk 0.")
                .contains("SPI 1.");
    }
}
