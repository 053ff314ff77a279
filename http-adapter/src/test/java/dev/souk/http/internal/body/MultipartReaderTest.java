package dev.souk.http.internal.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.http.internal.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MultipartReaderTest {
    private static final String BOUNDARY = "-b-";

    record Read(String name, boolean isFile, String mediaType, List<Byte> content) {}

    private static List<Byte> list(byte[] bytes) {
        List<Byte> list = new ArrayList<>(bytes.length);
        for (byte b : bytes) {
            list.add(b);
        }
        return list;
    }

    private static List<Read> read(InputStream source, String boundary) throws IOException {
        MultipartReader reader = new MultipartReader(source, boundary);
        List<Read> parts = new ArrayList<>();
        for (Optional<MultipartReader.Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            reader.transferTo(content);
            parts.add(new Read(
                    part.get().name(), part.get().isFile(), part.get().mediaType(), list(content.toByteArray())));
        }
        return parts;
    }

    private static List<Read> read(String body) throws IOException {
        return read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), BOUNDARY);
    }

    private static String part(String headers, String content) {
        return "--" + BOUNDARY + "\r\n" + headers + "\r\n\r\n" + content + "\r\n";
    }

    private static final String END = "--" + BOUNDARY + "--\r\n";

    /** Pieces that look like boundaries, begin like them, or are made of their characters. */
    @Provide
    Arbitrary<byte[]> contents() {
        return Arbitraries.of(
                        "\r\n--" + BOUNDARY.substring(0, 2),
                        "\r\n--",
                        "\r\n-",
                        "\r\n",
                        "\r",
                        "\n",
                        "-",
                        "--" + BOUNDARY,
                        "x",
                        "\r\r\n--",
                        "ä")
                .list()
                .ofMaxSize(60)
                .map(pieces -> String.join("", pieces))
                .filter(text -> !("\r\n" + text + "\r\n").contains("\r\n--" + BOUNDARY))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 500)
    void whatEverTheContentAndHoweverItArrivesItIsReadUnchanged(
            @ForAll("contents") byte[] first, @ForAll("contents") byte[] second, @ForAll long seed) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] content : List.of(first, second)) {
            body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"p\"\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(END.getBytes(StandardCharsets.UTF_8));
        List<Read> parts = read(new Dribble(body.toByteArray(), new Random(seed)), BOUNDARY);
        assertThat(parts).extracting(Read::content).containsExactly(list(first), list(second));
    }

    /** Gives a few bytes at a time. */
    private static final class Dribble extends InputStream {
        private final ByteArrayInputStream source;
        private final Random random;

        Dribble(byte[] bytes, Random random) {
            this.source = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() {
            return source.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return source.read(buffer, offset, Math.min(length, 1 + random.nextInt(7)));
        }
    }

    @Test
    void aPartLargerThanTheBufferIsReadUnchanged() throws IOException {
        byte[] large = new byte[1_000_003];
        new Random(1).nextBytes(large);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(large);
        body.writeBytes(("\r\n" + END).getBytes(StandardCharsets.UTF_8));
        assertThat(read(new ByteArrayInputStream(body.toByteArray()), BOUNDARY))
                .singleElement()
                .satisfies(part -> assertThat(part.content()).isEqualTo(list(large)));
    }

    @Test
    void headersAreReadInAnyCaseAndUnknownOnesAreIgnored() throws IOException {
        String headers =
                "X-Other: 1\r\ncontent-TYPE: text/csv\r\nCONTENT-disposition:form-data;name=\"töp\";filename=\"a.csv\"";
        assertThat(read(part(headers, "1,2") + END)).singleElement().satisfies(part -> {
            assertThat(part.name()).isEqualTo("töp");
            assertThat(part.isFile()).isTrue();
            assertThat(part.mediaType()).isEqualTo("text/csv");
            assertThat(part.content()).isEqualTo(list("1,2".getBytes(StandardCharsets.UTF_8)));
        });
    }

    @Test
    void whatStandsBeforeTheFirstBoundaryAndBehindTheLastIsIgnored() throws IOException {
        String part = part("Content-Disposition: form-data; name=a", "1");
        assertThat(read("hello\r\n" + part + END + "good bye")).hasSize(1);
    }

    @Test
    void blanksBehindABoundaryAreAllowed() throws IOException {
        String part = part("Content-Disposition: form-data; name=a", "1").replaceFirst("\r\n", " \t\r\n");
        assertThat(read(part + END)).hasSize(1);
    }

    @Test
    void aPartThatIsNotReadIsSkipped() throws IOException {
        String body = part("Content-Disposition: form-data; name=a", "x".repeat(100_000))
                + part("Content-Disposition: form-data; name=b", "2")
                + END;
        MultipartReader reader =
                new MultipartReader(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), BOUNDARY);
        assertThat(reader.next()).map(MultipartReader.Part::name).contains("a");
        assertThat(reader.next()).map(MultipartReader.Part::name).contains("b");
        assertThat(reader.next()).isEmpty();
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void brokenBodiesAreRefusedWithAReason() {
        String good = part("Content-Disposition: form-data; name=a", "1");
        assertRefused("", "ends before its last boundary");
        assertRefused("{}", "ends before its last boundary");
        assertRefused(good, "ends before its last boundary");
        assertRefused(good + "--" + BOUNDARY, "ends before its last boundary");
        assertRefused(good + "--" + BOUNDARY + "x", "not followed by a line break");
        assertRefused(part("no colon", "1") + END, "header line without a colon");
        assertRefused(part("Content-Type: text/plain", "1") + END, "does not say Content-Disposition");
        assertRefused(part("Content-Disposition: attachment; name=a", "1") + END, "does not say Content-Disposition");
        assertRefused(part("Content-Disposition: form-data", "1") + END, "does not say Content-Disposition");
        assertRefused(part("X: " + "x".repeat(9_000), "1") + END, "headers of a part are larger");
        assertRefused(part("X: 1\r\n".repeat(3_000) + "Y: 1", "1") + END, "headers of a part are larger");
        assertRefused(part("X: 1\rY", "1") + END, "does not end in a line break");
    }

    private static void assertRefused(String body, String reason) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aBoundaryThatIsEmptyOrTooLongIsRefused() {
        assertThatThrownBy(() -> read(InputStream.nullInputStream(), "")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> read(InputStream.nullInputStream(), "x".repeat(71)))
                .isInstanceOf(ProblemException.class);
    }
}
