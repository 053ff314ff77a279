package dev.souk.server.data;

import dev.souk.server.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Who runs on a data directory, written there for people and for other commands. It is a hint and no lock: a server that was killed
 * leaves it behind, and so it counts only while its process lives.
 *
 * @param url where the server answers
 * @param pid its process
 */
public record ServerNote(String url, long pid) {
    /** Leaves the note. */
    public void write(Path file) throws IOException {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("url", url);
        note.put("pid", pid);
        Files.writeString(file, Json.compact(note) + "\n");
    }

    /** The note of a server that still runs, if there is one. */
    public static Optional<ServerNote> read(Path file) {
        try {
            Map<String, Object> note = Json.object(Files.readString(file));
            if (note.get("url") instanceof String url && note.get("pid") instanceof Number pid) {
                return Optional.of(new ServerNote(url, pid.longValue())).filter(ServerNote::runs);
            }
        } catch (IOException | IllegalArgumentException | JacksonException none) {
            // No note, or not ours: there is nothing to hint at.
        }
        return Optional.empty();
    }

    private boolean runs() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
