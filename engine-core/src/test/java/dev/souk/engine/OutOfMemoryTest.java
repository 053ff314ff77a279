package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutOfMemoryTest {
    @Test
    void anAgentThatAllocatesUntilThereIsNothingLeftFailsAndTheOthersGoOn() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutOfMemoryMain.class.getName())
                .redirectErrorStream(true)
                .start();
        String output;
        try {
            child.getOutputStream().close();
            output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            child.destroyForcibly();
        }
        assertThat(output.lines())
                .containsExactly(
                        "greedy: AGENT_OUT_OF_MEMORY",
                        "modest: RECEIPT",
                        "greedy: AGENT_OUT_OF_MEMORY",
                        "modest: RECEIPT",
                        "held: 0",
                        "charged once each: 999.525",
                        "breaker: OPEN");
        assertThat(child.exitValue()).isZero();
    }
}
