package dev.souk.plugin.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LinesTest {
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of("\n", "\r", "\r\n", "a", "ü", "😀", "\uFFFD", "x".repeat(40_000));
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    @Property(tries = 500)
    void areThoseThatTheJdkFindsWhateverTheReadsReturn(@ForAll("texts") String text) throws IOException {
        Lines lines = new Lines(trickling(text));
        List<String> found = new ArrayList<>();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            assertThat(line.number()).isEqualTo(found.size() + 1);
            assertThat(line.fault()).isNull();
            found.add(line.text());
        }
        assertThat(found).isEqualTo(text.lines().toList());
    }

    // Gives between one byte and many, as a network does.
    private static InputStream trickling(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            private int reads;

            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, 1 + (reads++ * 7919) % 30_000));
            }

            @Override
            public synchronized int readNBytes(byte[] bytes, int offset, int length) {
                return super.readNBytes(bytes, offset, Math.min(length, 5));
            }
        };
    }
}
