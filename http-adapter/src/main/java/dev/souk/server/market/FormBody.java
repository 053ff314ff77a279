package dev.souk.server.market;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A form with files (RFC 7578). The files are read while they are sent, never held whole.
 *
 * @param boundary what stands between two parts
 * @param publisher the body
 */
record FormBody(String boundary, BodyPublisher publisher) {
    /**
     * A call as a form.
     *
     * @param input the input's JSON text
     * @param version which version, or null
     * @param files the files by name
     */
    static FormBody of(String input, @Nullable String version, Map<String, Path> files) {
        String boundary = "souk-" + UUID.randomUUID();
        List<BodyPublisher> parts = new ArrayList<>();
        parts.add(field(boundary, "input", "application/json", input));
        if (version != null) {
            parts.add(field(boundary, "version", "text/plain; charset=utf-8", version));
        }
        files.forEach((name, file) -> {
            parts.add(BodyPublishers.ofString(
                    head(boundary, name, "; filename=\"" + quoted(name) + "\"", MediaTypes.of(file))));
            parts.add(file(file));
            parts.add(BodyPublishers.ofString("\r\n"));
        });
        parts.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
        return new FormBody(boundary, BodyPublishers.concat(parts.toArray(BodyPublisher[]::new)));
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    private static BodyPublisher field(String boundary, String name, String type, String text) {
        return BodyPublishers.ofString(head(boundary, name, "", type) + text + "\r\n");
    }

    private static String head(String boundary, String name, String more, String type) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + quoted(name) + "\"" + more
                + "\r\nContent-Type: " + type + "\r\n\r\n";
    }

    /** As the URL standard's form encoding has it: these three cannot stand in a quoted name. */
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static BodyPublisher file(Path file) {
        try {
            return BodyPublishers.ofFile(file);
        } catch (FileNotFoundException missing) {
            throw new SoukException(ErrorCode.MALFORMED_REQUEST, "the file " + file + " cannot be read", missing);
        }
    }
}
