package dev.souk.spi.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachmentTest {
    private static String read(Attachment attachment) throws IOException {
        try (InputStream stream = attachment.open()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void bytesCanBeReadAgainAndAgainFromTheBeginning() throws IOException {
        byte[] bytes = "a,b\n".getBytes(StandardCharsets.UTF_8);
        Attachment attachment = Attachment.of("rows.csv", "text/csv", bytes);
        bytes[0] = 'x';
        assertThat(attachment.size()).isEqualTo(4);
        assertThat(read(attachment)).isEqualTo("a,b\n");
        assertThat(read(attachment)).isEqualTo("a,b\n");
        assertThat(attachment.name()).isEqualTo("rows.csv");
        assertThat(attachment.mediaType()).isEqualTo("text/csv");
    }

    @Test
    void aFileCanBeReadAgainAndAgainFromTheBeginning(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("rows.csv"), "a,b\n");
        Attachment attachment = Attachment.of("rows.csv", "text/csv", file);
        assertThat(attachment.size()).isEqualTo(4);
        try (InputStream first = attachment.open();
                InputStream second = attachment.open()) {
            assertThat(first.read()).isEqualTo('a');
            assertThat(second.read()).isEqualTo('a');
        }
    }

    @Test
    void aFileThatIsNotThereIsRefusedAtOnce(@TempDir Path directory) {
        assertThatThrownBy(() -> Attachment.of("a", "text/csv", directory.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void nameAndSizeAreChecked() {
        assertThatThrownBy(() -> Attachment.of(" ", "text/csv", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Attachment.of("a".repeat(256), "text/csv", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attachment.Source("a", "text/csv", -1, InputStream::nullInputStream))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }
}
