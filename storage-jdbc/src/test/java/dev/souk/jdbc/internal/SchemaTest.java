package dev.souk.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaTest {
    @Test
    void theVersionIsThatOfTheNewestMigration() throws IOException, URISyntaxException {
        Path migrations =
                Path.of(Schema.class.getResource("/dev/souk/jdbc/migration").toURI());
        try (Stream<Path> files = Files.list(migrations)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
                            .max(Integer::compare))
                    .contains(Schema.VERSION);
        }
    }
}
