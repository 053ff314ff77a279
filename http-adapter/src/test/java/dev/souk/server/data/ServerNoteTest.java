package dev.souk.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerNoteTest {
    private Path file;

    @BeforeEach
    void place(@TempDir Path directory) {
        file = directory.resolve("server.json");
    }

    @Test
    void theNoteOfALivingProcessCounts() throws IOException {
        ServerNote note =
                new ServerNote("http://127.0.0.1:1", ProcessHandle.current().pid());
        note.write(file);
        assertThat(ServerNote.read(file)).contains(note);
    }

    @Test
    void theNoteOfAProcessThatIsGoneDoesNot() throws IOException, InterruptedException {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        new ServerNote("http://127.0.0.1:1", gone.pid()).write(file);
        assertThat(ServerNote.read(file)).isEmpty();
    }

    @Test
    void whatIsNoNoteIsNoFault() throws IOException {
        assertThat(ServerNote.read(file)).isEmpty();
        for (String other : new String[] {"", "{", "[]", "{\"url\": 1, \"pid\": \"x\"}", "null"}) {
            Files.writeString(file, other);
            assertThat(ServerNote.read(file)).as(other).isEmpty();
        }
    }
}
