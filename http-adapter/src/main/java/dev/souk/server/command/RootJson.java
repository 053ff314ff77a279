package dev.souk.server.command;

import dev.souk.server.text.Json;
import dev.souk.spi.store.LedgerRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A root of the ledger as JSON, to be kept elsewhere. */
final class RootJson {
    private RootJson() {}

    static String text(LedgerRoot root) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", root.number());
        fields.put("at", root.at().toString());
        fields.put("previous", root.previous());
        fields.put("accounts", root.accounts());
        fields.put("digest", root.digest());
        fields.put("key", root.key());
        fields.put("signature", root.signature());
        return Json.compact(fields);
    }

    /** Writes it, over what is there. */
    static void write(Path file, String json) {
        try {
            Files.writeString(file, json + "\n", StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UsageException("the root cannot be written to " + file + ": " + fault);
        }
    }

    /**
     * Reads what {@link #text} made.
     *
     * @throws UsageException if it cannot be read or is something else
     */
    static LedgerRoot read(Path file) {
        try {
            Map<String, Object> fields = Json.object(Files.readString(file, StandardCharsets.UTF_8));
            return new LedgerRoot(
                    number(fields, "number"),
                    Instant.parse(string(fields, "at")),
                    string(fields, "previous"),
                    number(fields, "accounts"),
                    string(fields, "digest"),
                    string(fields, "key"),
                    string(fields, "signature"));
        } catch (IOException fault) {
            throw new UsageException("the root cannot be read from " + file + ": " + fault);
        } catch (RuntimeException other) {
            throw new UsageException(file + " holds no root such as 'souk ledger root' writes"
                    + (other instanceof DateTimeException ? ": its time cannot be read" : ""));
        }
    }

    private static long number(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException(name);
    }

    private static String string(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name);
    }
}
