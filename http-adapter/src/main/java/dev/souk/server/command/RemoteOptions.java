package dev.souk.server.command;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A server to ask instead of the local data. */
final class RemoteOptions {
    private static final String KEY_VARIABLE = "SOUK_KEY";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Ask the server there instead of the local data, for example http://127.0.0.1:8080")
    @Nullable
    String url;

    @Option(names = "--key", paramLabel = "KEY", description = "The API key for it; better set " + KEY_VARIABLE)
    @Nullable
    String key;

    boolean isRemote() {
        return url != null;
    }

    URI server() {
        String given = String.valueOf(url);
        try {
            URI uri = URI.create(given.endsWith("/") ? given.substring(0, given.length() - 1) : given);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException noUri) {
            // Told below, as for any other text.
        }
        throw new UsageException("'" + given + "' is not a URL such as http://127.0.0.1:8080");
    }

    String key(Shell shell) {
        String given = key == null ? shell.variable(KEY_VARIABLE) : key;
        if (given == null) {
            throw new UsageException("a server wants a key: --key KEY, or set " + KEY_VARIABLE);
        }
        return given;
    }
}
