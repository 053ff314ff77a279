package dev.souk.server.market;

import dev.souk.server.text.Json;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Asks a server over HTTP. The key goes to that server alone: redirects are not followed.
 *
 * <p>Used by one thread.
 */
final class SoukClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** An agent may take an hour; the server answers before this. */
    private static final Duration ANSWER = Duration.ofMinutes(65);

    private static final int MAX_ANSWER_BYTES = 256 << 20;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI server;
    private final String key;

    /**
     * A client.
     *
     * @param server where the server is, without a slash at the end
     * @param key what it is shown
     */
    SoukClient(URI server, String key) {
        this.server = server;
        this.key = key;
    }

    Reply get(String path) {
        return send("GET", path, "", BodyPublishers.noBody(), Map.of());
    }

    Reply delete(String path) {
        return send("DELETE", path, "", BodyPublishers.noBody(), Map.of());
    }

    Reply json(String method, String path, Map<String, ?> body, Map<String, String> headers) {
        return send(method, path, "application/json", BodyPublishers.ofString(Json.compact(body)), headers);
    }

    Reply post(String path, String contentType, BodyPublisher body, Map<String, String> headers) {
        return send("POST", path, contentType, body, headers);
    }

    /** Writes what the server answers to a stream as it comes, unless it is a problem. */
    void copy(String path, OutputStream out) {
        exchange("GET", path, "", BodyPublishers.noBody(), Map.of(), response -> {
            if (response.statusCode() / 100 != 2) {
                return Reply.of(response.statusCode(), false, text(response)).orThrow();
            }
            try (InputStream in = response.body()) {
                in.transferTo(out);
            }
            return path;
        });
    }

    private Reply send(
            String method, String path, String contentType, BodyPublisher body, Map<String, String> headers) {
        return exchange(method, path, contentType, body, headers, response -> {
            boolean replayed = response.headers()
                    .firstValue("Idempotent-Replayed")
                    .map("true"::equals)
                    .orElse(false);
            return Reply.of(response.statusCode(), replayed, text(response));
        });
    }

    /** Reads an answer. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(HttpResponse<InputStream> response) throws IOException;
    }

    private <T> T exchange(
            String method,
            String path,
            String contentType,
            BodyPublisher body,
            Map<String, String> headers,
            Reader<T> reader) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/api/v2" + path))
                    .timeout(ANSWER)
                    .header("Authorization", "Bearer " + key)
                    .header("Accept", "application/json, application/problem+json, text/csv")
                    .method(method, body);
            if (!contentType.isEmpty()) {
                request.header("Content-Type", contentType);
            }
            headers.forEach(request::header);
            return reader.read(http.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (ConnectException refused) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID,
                    "no server answers at " + server + "; start one with souk serve",
                    refused);
        } catch (HttpTimeoutException late) {
            throw new SoukException(ErrorCode.CONFIG_INVALID, "the server at " + server + " does not answer", late);
        } catch (IOException fault) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID, "the connection to " + server + " broke: " + fault.getMessage(), fault);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new SoukException(ErrorCode.CANCELLED, "interrupted while waiting for " + server, stop);
        }
    }

    private static String text(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            byte[] bytes = in.readNBytes(MAX_ANSWER_BYTES + 1);
            if (bytes.length > MAX_ANSWER_BYTES) {
                throw new IOException("the answer is larger than " + MAX_ANSWER_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
