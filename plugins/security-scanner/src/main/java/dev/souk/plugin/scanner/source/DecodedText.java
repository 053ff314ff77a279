package dev.souk.plugin.scanner.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Bytes read as text: UTF-16 if they begin with its byte order mark, else UTF-8 in which broken bytes are replaced.
 *
 * @param head its first characters, by which its kind is told
 * @param reader the whole text, from the first character; closing it closes the bytes
 */
public record DecodedText(String head, Reader reader) {
    /** How many bytes are looked at before the rest is read. */
    static final int HEAD_BYTES = 8_000;

    /** One control character in so many characters, or more, is no text. */
    private static final int CONTROL_SHARE = 20;

    /**
     * Decodes bytes.
     *
     * @param bytes closed by the reader, or by the caller if there is none
     * @return nothing if they are not text
     */
    public static Optional<DecodedText> of(InputStream bytes) throws IOException {
        byte[] first = bytes.readNBytes(HEAD_BYTES);
        Charset charset = charset(first);
        String head = new String(first, charset).replaceFirst("^\uFEFF", "");
        if (isBinary(head)) {
            return Optional.empty();
        }
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first), bytes);
        return Optional.of(new DecodedText(head, new InputStreamReader(whole, charset)));
    }

    private static Charset charset(byte[] first) {
        if (first.length >= 2 && first[0] == (byte) 0xFE && first[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (first.length >= 2 && first[0] == (byte) 0xFF && first[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }

    /** As Git does it, a NUL near the beginning says that it is no text; so do many other control characters. */
    private static boolean isBinary(String head) {
        int controls = 0;
        for (int i = 0; i < head.length(); i++) {
            char c = head.charAt(i);
            if (c == 0) {
                return true;
            }
            if (c < ' ' && !Character.isWhitespace(c) && c != 0x1B && c != '\b') {
                controls++;
            }
        }
        return controls * CONTROL_SHARE > head.length();
    }
}
