package dev.souk.http.internal.body;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A value of the form of {@code Content-Type} and {@code Content-Disposition}: a name, then parameters (RFC 9110, section 5.6.6).
 * Within quotes a backslash stands for the quote or backslash behind it and is itself otherwise, because browsers write file names like
 * {@code "C:\data"}. Of two parameters with the same name the first counts.
 *
 * @param name the part before the first semicolon, in lower case
 * @param parameters the values by their names, which are in lower case
 */
record MediaType(String name, Map<String, String> parameters) {
    static MediaType parse(String text) {
        Map<String, String> parameters = new HashMap<>();
        int end = endOfPiece(text, 0);
        String name = text.substring(0, end).trim().toLowerCase(Locale.ROOT);
        while (end < text.length()) {
            int start = end + 1;
            end = endOfPiece(text, start);
            String piece = text.substring(start, end);
            int equals = piece.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(
                        piece.substring(0, equals).trim().toLowerCase(Locale.ROOT),
                        unquoted(piece.substring(equals + 1).trim()));
            }
        }
        return new MediaType(name, Map.copyOf(parameters));
    }

    /** Where the next semicolon outside quotes is, or the end. */
    private static int endOfPiece(String text, int start) {
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i += isEscape(text, i) ? 1 : 0;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return text.length();
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || value.charAt(value.length() - 1) != '"') {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 1; i < value.length() - 1; i++) {
            i += isEscape(value, i) ? 1 : 0;
            text.append(value.charAt(i));
        }
        return text.toString();
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '\\'
                && at + 1 < text.length()
                && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
    }

    /** The parameter with this name. */
    Optional<String> parameter(String wanted) {
        return Optional.ofNullable(parameters.get(wanted));
    }
}
