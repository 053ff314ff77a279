package dev.souk.engine.internal.admission;

import dev.souk.engine.call.Call;
import dev.souk.engine.internal.json.Json;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/**
 * A digest of everything a call asks for: agent, version, input and its attachments with their content. Equal calls have equal digests,
 * whatever the order of their objects' keys. SHA-256 (FIPS 180-4) over parts that each begin with their length, so that no two lists
 * of parts read the same.
 */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Call call, ObjectNode input) {
        MessageDigest digest = sha256();
        add(digest, call.agent().value().getBytes(StandardCharsets.UTF_8));
        add(digest, call.version().map(Object::toString).orElse("").getBytes(StandardCharsets.UTF_8));
        add(digest, Json.canonicalBytes(input));
        for (Attachment attachment : call.attachments()) {
            add(digest, attachment.name().getBytes(StandardCharsets.UTF_8));
            add(digest, attachment.mediaType().getBytes(StandardCharsets.UTF_8));
            add(digest, content(attachment));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
        digest.update(part);
    }

    private static byte[] content(Attachment attachment) {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream stream = attachment.open()) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException broken) {
            throw new SoukException(
                    ErrorCode.MALFORMED_REQUEST,
                    "the attachment '" + attachment.name() + "' cannot be read: " + broken.getMessage(),
                    broken);
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new SoukException(ErrorCode.INTERNAL, "this JDK has no SHA-256", missing);
        }
    }
}
