package dev.souk.plugin.scanner.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowReaderTest {
    @Test
    void linesEndAtLfCrlfAndCr() throws IOException {
        assertThat(read("a\nb\r\nc\rd\n\n"))
                .extracting(w -> w.line().number() + w.line().text())
                .containsExactly("1a", "2b", "3c", "4d", "5");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        assertThat(read("\uFEFFa")).extracting(w -> w.line().text()).containsExactly("a");
    }

    @Test
    void anEmptyTextHasNoLine() throws IOException {
        assertThat(read("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {8191, 8192, 16_383, 16_384, 16_385, 30_720, 30_721, 100_000})
    void thePiecesOfALongLineOwnEachPlaceOnceAndShowEachCharacterAfreshOnce(int length) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + i % 23));
        }
        List<Window> windows = read(text + "\r\nnext");
        StringBuilder fresh = new StringBuilder();
        int[] owners = new int[length];
        for (Window window : windows.subList(0, windows.size() - 1)) {
            assertThat(window.line().text()).hasSizeLessThanOrEqualTo(WindowReader.WINDOW);
            fresh.append(window.fresh());
            for (int i = 0; i < window.line().text().length(); i++) {
                owners[window.line().offset() + i] += window.owns(i) ? 1 : 0;
            }
        }

        assertThat(fresh).hasToString(text.toString());
        assertThat(owners).containsOnly(1);
        assertThat(windows).filteredOn(Window::endsLine).hasSize(2);
        assertThat(windows.get(windows.size() - 1).line().text()).isEqualTo("next");
    }

    private static List<Window> read(String text) throws IOException {
        WindowReader reader = new WindowReader(new StringReader(text));
        List<Window> windows = new ArrayList<>();
        for (Optional<Window> next = reader.next(); next.isPresent(); next = reader.next()) {
            windows.add(next.get());
        }
        return windows;
    }
}
