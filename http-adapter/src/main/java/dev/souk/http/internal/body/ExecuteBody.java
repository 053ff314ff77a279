package dev.souk.http.internal.body;

import dev.souk.http.internal.json.Fields;
import dev.souk.http.internal.json.Json;
import dev.souk.http.internal.json.Pointers;
import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.spi.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client sends to have an agent do something: an input and perhaps a version, as JSON or as parts of a form, whose files are the
 * attachments.
 *
 * @param inputJson the input as the text of a JSON object
 * @param versionOrNull which version of the agent, if the body says one
 */
public record ExecuteBody(String inputJson, @Nullable String versionOrNull) {
    /** The most files of one request; the engine takes no more. */
    public static final int MAX_FILES = 32;
    /** The longest version there is. */
    private static final int MAX_VERSION_BYTES = 64;

    private static final int MAX_NAME = 255;
    private static final long MAX_FRAMING_BYTES = 1 << 20;
    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data";
    private static final String INPUT = "input";
    private static final String VERSION = "version";
    private static final String OCTETS = "application/octet-stream";

    /**
     * How large things may be.
     *
     * @param body a JSON body, and the input in a form, in bytes
     * @param attachments all files of a form together, in bytes
     */
    public record Limits(int body, long attachments) {}

    /** Which version of the agent, if the body says one. */
    public Optional<String> version() {
        return Optional.ofNullable(versionOrNull);
    }

    /**
     * Reads a body.
     *
     * @param contentType its media type; empty if the client did not say
     * @param body where it comes from
     * @param limits how large it may be
     * @param upload where its files go
     * @throws ProblemException if it is of another type, too large, or not of its form
     */
    public static ExecuteBody read(String contentType, RequestBody body, Limits limits, Upload upload) {
        MediaType type = MediaType.parse(contentType);
        if (type.name().equals(JSON)) {
            requireUtf8(type);
            return json(Json.object(body.text(limits.body()), "the body"));
        }
        if (type.name().equals(FORM)) {
            body.limit(limits.attachments() + limits.body() + MAX_FRAMING_BYTES);
            return new Form(limits, upload)
                    .read(body, type.parameter("boundary").orElse(""));
        }
        throw unsupported(contentType, JSON + ", " + FORM);
    }

    /**
     * Reads a JSON object.
     *
     * @param contentType its media type; empty if the client did not say
     * @param body where it comes from
     * @param maxBytes how large it may be
     */
    public static ObjectNode readJson(String contentType, RequestBody body, int maxBytes) {
        MediaType type = MediaType.parse(contentType);
        if (!type.name().equals(JSON)) {
            throw unsupported(contentType, JSON);
        }
        requireUtf8(type);
        return Json.object(body.text(maxBytes), "the body");
    }

    private static void requireUtf8(MediaType type) {
        String charset = type.parameter("charset").orElse("utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw unsupported(JSON + "; charset=" + charset, JSON);
        }
    }

    private static ProblemException unsupported(String contentType, String accepted) {
        String shown = contentType.length() <= 100 ? contentType : contentType.substring(0, 100) + "…";
        String what = contentType.isEmpty() ? "a body without a Content-Type" : "the media type '" + shown + "'";
        return new ProblemException(
                Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, what + " is not taken here; send " + accepted)
                        .with("accepted", List.of(accepted.split(", ")))
                        .withHeader("Accept", accepted));
    }

    private static ExecuteBody json(ObjectNode tree) {
        Fields fields = new Fields(tree);
        ObjectNode input = fields.object(INPUT);
        String version = fields.optionalString(VERSION).orElse(null);
        fields.requireFine();
        return new ExecuteBody(Json.text(input), version);
    }

    /** Reads a form. Not thread-safe. */
    private static final class Form {
        private final Limits limits;
        private final Upload upload;
        private @Nullable String input;
        private @Nullable String version;

        Form(Limits limits, Upload upload) {
            this.limits = limits;
            this.upload = upload;
        }

        ExecuteBody read(RequestBody body, String boundary) {
            MultipartReader reader = new MultipartReader(body, boundary);
            try {
                for (Optional<MultipartReader.Part> part = reader.next(); part.isPresent(); part = reader.next()) {
                    read(part.get(), reader);
                }
            } catch (IOException fault) {
                throw new ProblemException(ErrorCode.MALFORMED_REQUEST, "the body could not be read");
            }
            if (input == null) {
                throw ProblemException.at(Pointers.to(INPUT), "the form has no part with this name");
            }
            return new ExecuteBody(input, version);
        }

        private void read(MultipartReader.Part part, MultipartReader reader) throws IOException {
            String name = part.name();
            if (name.equals(INPUT)) {
                requireFirst(name, input);
                String text = text(reader, limits.body(), name);
                Json.object(text, "the part 'input'");
                input = text;
            } else if (name.equals(VERSION)) {
                requireFirst(name, version);
                version = text(reader, MAX_VERSION_BYTES, name);
            } else {
                requireFile(part);
                upload.add(name, part.mediaType() == null ? OCTETS : part.mediaType(), reader);
            }
        }

        private static void requireFirst(String name, @Nullable String before) {
            if (before != null) {
                throw ProblemException.at(Pointers.to(name), "two parts have this name");
            }
        }

        private void requireFile(MultipartReader.Part part) {
            String name = part.name();
            String shown = Pointers.to(name.length() <= 100 ? name : name.substring(0, 100) + "…");
            if (!part.isFile()) {
                throw ProblemException.at(
                        shown, "no such field; there are input and version, and files, which have a file name");
            }
            if (name.length() > MAX_NAME || name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
                throw ProblemException.at(
                        shown, "a file's name has 1 to " + MAX_NAME + " characters and no control characters");
            }
            if (upload.has(name)) {
                throw ProblemException.at(shown, "two files have this name");
            }
            if (upload.attachments().size() == MAX_FILES) {
                throw ProblemException.at(shown, "a call has at most " + MAX_FILES + " files");
            }
        }

        private static String text(MultipartReader reader, int most, String name) throws IOException {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            reader.transferTo(new OutputStream() {
                @Override
                public void write(int b) {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] chunk, int offset, int length) {
                    if (text.size() + length > most) {
                        throw RequestBody.tooLarge("part '" + name + "'", most);
                    }
                    text.write(chunk, offset, length);
                }
            });
            return RequestBody.utf8(text.toByteArray(), "the part '" + name + "'");
        }
    }
}
