package dev.souk.server.command;

import dev.souk.server.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The input and the files of a call, as they are named on the command line. */
final class CallFiles {
    private static final int MAX_INPUT_BYTES = 64 << 20;

    private CallFiles() {}

    /** The text of the input, a JSON object: given itself, in a file, or piped. */
    static String input(String given, InputStream piped) {
        String text = read(given, piped);
        try {
            Json.object(text);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("the input is " + wrong.getMessage()
                    + "; an agent takes a JSON object, such as {\"sentences\": 2}, which souk agents AGENT describes");
        }
        return text;
    }

    private static String read(String given, InputStream piped) {
        try {
            if (given.equals("-")) {
                return text(piped, "standard input");
            }
            if (given.startsWith("@")) {
                Path file = existing(given.substring(1));
                try (InputStream in = Files.newInputStream(file)) {
                    return text(in, file.toString());
                }
            }
            return given;
        } catch (CharacterCodingException notText) {
            throw new UsageException("the input is not UTF-8 text; send a file with --attach NAME=@FILE");
        } catch (IOException fault) {
            throw new UsageException("the input cannot be read: " + fault);
        }
    }

    private static String text(InputStream in, String where) throws IOException {
        byte[] bytes = in.readNBytes(MAX_INPUT_BYTES + 1);
        if (bytes.length > MAX_INPUT_BYTES) {
            throw new UsageException(where + " is larger than " + MAX_INPUT_BYTES
                    + " bytes, too much for an input; send it with --attach NAME=@FILE");
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** The files by their names in the call, each given as {@code NAME=@FILE}. */
    static Map<String, Path> attachments(List<String> given) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String attachment : given) {
            int at = attachment.indexOf("=@");
            if (at < 1) {
                throw new UsageException("write --attach NAME=@FILE, not '" + attachment + "'");
            }
            String name = attachment.substring(0, at);
            if (files.put(name, existing(attachment.substring(at + 2))) != null) {
                throw new UsageException("two files are named '" + name + "'");
            }
        }
        return files;
    }

    private static Path existing(String name) {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UsageException("'" + name + "' is not a file that can be read");
        }
        return file;
    }
}
