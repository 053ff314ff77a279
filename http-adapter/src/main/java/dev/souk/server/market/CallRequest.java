package dev.souk.server.market;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call to make.
 *
 * @param agent which agent
 * @param versionOrNull which version; null for the newest
 * @param input the input as the text of a JSON object
 * @param attachments files by the name they have in the call, in order
 * @param tenant who pays; a remote marketplace takes the key's tenant instead
 * @param user who calls; likewise
 * @param device on which device
 * @param keyOrNull the idempotency key, if there is one
 */
public record CallRequest(
        String agent,
        @Nullable String versionOrNull,
        String input,
        Map<String, Path> attachments,
        String tenant,
        String user,
        String device,
        @Nullable String keyOrNull) {}
