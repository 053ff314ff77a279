package dev.souk.plugin.data;

import dev.souk.spi.agent.Attachment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs one request over one file in a JVM of its own, and writes what came out. */
public final class LargeSourceRun {
    private LargeSourceRun() {}

    /** Takes the file to read, the request, and the file to write: its first line is how many bytes the heap may have. */
    public static void main(String[] arguments) throws IOException {
        Path source = Path.of(arguments[0]);
        String request = Files.readString(Path.of(arguments[1]));
        Map<?, ?> output = (Map<?, ?>) new DataProcessor()
                .invoke(new TestInput(request), TestContext.with(Attachment.of("large.csv", "text/csv", source)))
                .output();
        Files.writeString(
                Path.of(arguments[2]),
                Runtime.getRuntime().maxMemory() + "\n" + output.get("stats") + "\n" + output.get("truncated") + "\n"
                        + output.get("text"));
    }
}
