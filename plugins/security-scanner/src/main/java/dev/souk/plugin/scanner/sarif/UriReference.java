package dev.souk.plugin.scanner.sarif;

import java.nio.charset.StandardCharsets;

/** A file's name as a relative URI reference (RFC 3986): what is not unreserved is percent-encoded, the slashes stay. */
final class UriReference {
    private static final String PLAIN = "-._~/";
    private static final String HEX = "0123456789ABCDEF";

    private UriReference() {}

    static String of(String name) {
        StringBuilder uri = new StringBuilder(name.length());
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                uri.append(c);
            } else {
                uri.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return uri.toString();
    }
}
