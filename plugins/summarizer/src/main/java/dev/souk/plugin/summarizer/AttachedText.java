package dev.souk.plugin.summarizer;

import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an attachment as text: in the encoding its byte order mark shows, else the one its media type names, else UTF-8.
 * Bytes that are no text in that encoding are refused rather than replaced.
 */
final class AttachedText {
    private static final int MOST_BYTES_PER_CHARACTER = 4;
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]{1,40})", Pattern.CASE_INSENSITIVE);
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private AttachedText() {}

    /**
     * The text, without its byte order mark.
     *
     * @param longest the most UTF-16 code units; what is certainly longer is refused before it is read
     * @throws AgentException invalid input, if it is too long or no text
     * @throws IOException if it cannot be read
     */
    static String read(Attachment attachment, int longest) throws IOException {
        int mostBytes = MOST_BYTES_PER_CHARACTER * longest + MOST_BYTES_PER_CHARACTER;
        byte[] bytes = attachment.size() > mostBytes ? new byte[0] : firstBytes(attachment, mostBytes + 1);
        if (attachment.size() > mostBytes || bytes.length > mostBytes) {
            throw AgentException.invalidInput(
                    "/attachment",
                    "the attachment has more than " + mostBytes + " bytes, too many for a text of " + longest
                            + " characters; summarize it in parts");
        }
        Charset charset = charset(bytes, attachment.mediaType());
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw AgentException.invalidInput(
                    "/attachment",
                    "the attachment is no text in " + charset
                            + "; send plain text, and name its charset in the media type if it is not UTF-8");
        }
    }

    private static byte[] firstBytes(Attachment attachment, int most) throws IOException {
        try (InputStream stream = attachment.open()) {
            return stream.readNBytes(most);
        }
    }

    private static Charset charset(byte[] bytes, String mediaType) {
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        Matcher named = CHARSET.matcher(mediaType);
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF) || !named.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(named.group(1));
        } catch (IllegalArgumentException e) {
            throw AgentException.invalidInput(
                    "/attachment", "the charset '" + named.group(1) + "' is not known; send the text as UTF-8");
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
