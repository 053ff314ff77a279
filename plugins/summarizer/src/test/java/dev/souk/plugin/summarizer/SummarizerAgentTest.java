package dev.souk.plugin.summarizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.souk.plugin.summarizer.text.Language;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.agent.Fallback;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummarizerAgentTest {
    private static final String TEXT = "The ferry crossed the river. The river was wide. Bread was cheap. "
            + "The ferry was slow on the river. Cats slept.";

    private final SummarizerAgent agent = new SummarizerAgent();

    private static FakeInput.Builder request() {
        return new FakeInput.Builder();
    }

    private static Attachment file(String name, String mediaType, byte[] bytes) {
        return Attachment.of(name, mediaType, bytes);
    }

    private static Attachment file(String name) {
        return file(name, "text/plain", TEXT.getBytes(StandardCharsets.UTF_8));
    }

    private Summary call(FakeInput.Builder request, Attachment... attachments) throws Exception {
        return (Summary)
                agent.invoke(request.build(), FakeContext.with(attachments)).output();
    }

    private void assertInvalid(String pointer, String message, FakeInput.Builder request, Attachment... attachments) {
        assertThatExceptionOfType(AgentException.class)
                .isThrownBy(() -> call(request, attachments))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(e.pointer()).isEqualTo(pointer);
                    assertThat(e).hasMessageContaining(message);
                });
    }

    @Test
    void saysWhatItIs() {
        AgentDescriptor about = agent.descriptor();
        assertThat(about.id().toString()).isEqualTo("souk.summarizer");
        assertThat(about.version()).hasToString("1.0.0");
        assertThat(about.category()).isEqualTo("text");
        assertThat(about.pricing()).contains(Pricing.free());
        assertThat(about.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(about.fallback()).isEqualTo(Fallback.LAST_GOOD_REPLY_FREE);
        assertThat(about.repeatable()).isTrue();
        assertThat(about.input()).isEqualTo(Schema.of(SummaryRequest.class));
        assertThat(about.output()).isEqualTo(Schema.of(Summary.class));
    }

    @Nested
    class Defaults {
        @Test
        void areThreeSentencesFivePhrasesAndTheTextsOwnLanguage() throws Exception {
            Summary summary = call(request().text(TEXT));
            assertThat(summary.sentences()).hasSize(3);
            assertThat(summary.keyPhrases()).hasSize(5);
            assertThat(summary.language()).isEqualTo(Language.EN);
            assertThat(summary.sentenceCount()).isEqualTo(5);
        }

        @Test
        void giveWayToWhatTheCallerAsksFor() throws Exception {
            Summary summary =
                    call(request().text(TEXT).sentences(2).keyPhrases(0).language(LanguageChoice.DE));
            assertThat(summary.sentences()).hasSize(2);
            assertThat(summary.keyPhrases()).isEmpty();
            assertThat(summary.language()).isEqualTo(Language.DE);
        }
    }

    @Nested
    class Length {
        @Test
        void isAShareIfARatioIsGiven() throws Exception {
            assertThat(call(request().text(TEXT).ratio(0.4)).sentences()).hasSize(2);
            assertThat(call(request().text(TEXT).ratio(1)).sentences()).hasSize(5);
        }

        @Test
        void isAtLeastOneSentence() throws Exception {
            assertThat(call(request().text(TEXT).ratio(Double.MIN_VALUE)).sentences())
                    .hasSize(1);
        }

        @Test
        void isAtMostTheText() throws Exception {
            assertThat(call(request().text(TEXT).sentences(50)).summary()).isEqualTo(TEXT);
        }

        @Test
        void isGivenOnce() {
            assertInvalid(
                    "/ratio", "both given", request().text(TEXT).sentences(2).ratio(0.5));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1, 51, Integer.MIN_VALUE})
        void outOfRangeIsRefused(int sentences) {
            assertInvalid("/sentences", "" + sentences, request().text(TEXT).sentences(sentences));
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
        void aRatioOutOfRangeIsRefused(double ratio) {
            assertInvalid("/ratio", "" + ratio, request().text(TEXT).ratio(ratio));
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 31})
        void aNumberOfPhrasesOutOfRangeIsRefused(int phrases) {
            assertInvalid("/keyPhrases", "" + phrases, request().text(TEXT).keyPhrases(phrases));
        }
    }

    @Nested
    class Sources {
        @Test
        void theOnlyAttachmentNeedsNoName() throws Exception {
            assertThat(call(request(), file("a.txt"))).isEqualTo(call(request().text(TEXT)));
        }

        @Test
        void oneOfSeveralIsNamed() throws Exception {
            Attachment other = file("b.txt", "text/plain", "Nothing to see.".getBytes(StandardCharsets.UTF_8));
            assertThat(call(request().attachment("b.txt"), file("a.txt"), other).summary())
                    .isEqualTo("Nothing to see.");
            assertInvalid("/attachment", "2 attachments", request(), file("a.txt"), other);
            assertInvalid("/attachment", "'c.txt'", request().attachment("c.txt"), file("a.txt"), other);
        }

        @Test
        void noneIsRefused() {
            assertInvalid("/text", "no text", request());
            assertInvalid("/attachment", "no text", request().attachment("a.txt"));
        }

        @Test
        void twoAreRefused() {
            assertInvalid("/text", "one of them", request().text(TEXT), file("a.txt"));
            assertInvalid("/text", "one of them", request().text(TEXT).attachment("a.txt"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  \n\t ", "\u200B\uFEFF", "... !!!"})
        void nothingToSayIsRefused(String text) {
            assertInvalid("/text", "empty", request().text(text));
            assertInvalid(
                    "/attachment", "empty", request(), file("a", "text/plain", text.getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void tooLongATextIsRefused() {
            assertInvalid("/text", "2000001", request().text("x".repeat(SourceText.LONGEST + 1)));
            byte[] bytes = new byte[SourceText.LONGEST + 1];
            Arrays.fill(bytes, (byte) 'x');
            assertInvalid("/attachment", "2000001", request(), file("a", "text/plain", bytes));
        }

        @Test
        void anAttachmentThatSaysItIsHugeIsNotOpened() {
            Attachment huge = new Attachment.Source("a", "text/plain", Long.MAX_VALUE, () -> {
                throw new AssertionError("opened");
            });
            assertInvalid("/attachment", "bytes", request(), huge);
        }

        @Test
        void anAttachmentThatIsLongerThanItSaysIsNotReadToItsEnd() {
            byte[] bytes = new byte[4 * SourceText.LONGEST + 100];
            Attachment lying = new Attachment.Source("a", "text/plain", 10, () -> new ByteArrayInputStream(bytes));
            assertInvalid("/attachment", "bytes", request(), lying);
        }

        @Test
        void tooManySentencesAreRefused() {
            assertInvalid("/text", "30000 sentences", request().text("It is. ".repeat(30_001)));
        }

        @Test
        void aFaultWhileReadingIsPassedOn() {
            Attachment broken = new Attachment.Source("a", "text/plain", 10, () -> {
                throw new IOException("disk");
            });
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> call(request(), broken))
                    .withMessage("disk");
        }
    }

    @Nested
    class Encodings {
        private static final String GERMAN = "Die Fähre überquerte den Fluß.";

        private Summary read(String mediaType, byte[] bytes) throws Exception {
            return call(request(), file("a.txt", mediaType, bytes));
        }

        private byte[] marked(int... mark) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Arrays.stream(mark).forEach(bytes::write);
            return bytes.toByteArray();
        }

        private byte[] concat(byte[] some, byte[] more) {
            byte[] all = Arrays.copyOf(some, some.length + more.length);
            System.arraycopy(more, 0, all, some.length, more.length);
            return all;
        }

        @Test
        void areUtf8UnlessSomethingElseIsSaid() throws Exception {
            assertThat(read("text/plain", GERMAN.getBytes(StandardCharsets.UTF_8))
                            .summary())
                    .isEqualTo(GERMAN);
        }

        @Test
        void areWhatTheMediaTypeSays() throws Exception {
            assertThat(read("text/plain; charset=\"ISO-8859-1\"", GERMAN.getBytes(StandardCharsets.ISO_8859_1))
                            .summary())
                    .isEqualTo(GERMAN);
        }

        @Test
        void areWhatTheByteOrderMarkShowsWhichIsNotPartOfTheText() throws Exception {
            byte[] utf8 = concat(marked(0xEF, 0xBB, 0xBF), GERMAN.getBytes(StandardCharsets.UTF_8));
            byte[] big = concat(marked(0xFE, 0xFF), GERMAN.getBytes(StandardCharsets.UTF_16BE));
            byte[] little = concat(marked(0xFF, 0xFE), GERMAN.getBytes(StandardCharsets.UTF_16LE));
            for (byte[] bytes : new byte[][] {utf8, big, little}) {
                Summary summary = read("text/plain; charset=iso-8859-1", bytes);
                assertThat(summary.summary()).isEqualTo(GERMAN);
                assertThat(summary.sentences().get(0).start()).isZero();
            }
        }

        @Test
        void thatDoNotFitAreRefused() {
            byte[] latin = GERMAN.getBytes(StandardCharsets.ISO_8859_1);
            assertInvalid("/attachment", "no text in UTF-8", request(), file("a", "text/plain", latin));
            assertInvalid("/attachment", "'klingon'", request(), file("a", "text/plain; charset=klingon", latin));
        }
    }

    @Nested
    class Cancelling {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 20, 60})
        void endsTheWorkWhereverItIs(int questions) {
            FakeInput input = request().text(Texts.longText()).sentences(50).build();
            assertThatExceptionOfType(AgentException.class)
                    .isThrownBy(() -> agent.invoke(input, FakeContext.cancelledAfter(questions)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        }
    }
}
