package dev.souk.plugin.scanner.sarif;

import dev.souk.plugin.scanner.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Names for findings that stay the same when lines move. A name is made from the masked excerpt and never from the secret, for
 * the hash of a short secret can be turned back by trying. Equal findings of one file are numbered.
 */
final class Fingerprints {
    private static final int BYTES = 16;

    private final Map<String, Integer> seen = new HashMap<>();

    String of(Finding finding) {
        String same = finding.ruleId() + '\n' + finding.file() + '\n' + finding.excerpt();
        int nth = seen.merge(same, 1, Integer::sum);
        byte[] digest = sha256().digest((same + '\n' + nth).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
