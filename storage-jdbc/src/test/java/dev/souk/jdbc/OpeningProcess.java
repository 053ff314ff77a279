package dev.souk.jdbc;

import dev.souk.spi.SoukException;
import dev.souk.spi.store.Store;
import java.nio.file.Path;

/** A process that opens a database and says what came of it. */
public final class OpeningProcess {
    private OpeningProcess() {}

    /**
     * Opens a database.
     *
     * @param args its file
     */
    public static void main(String[] args) {
        try (Store store = JdbcStore.sqlite(Path.of(args[0]))) {
            System.out.println("OPENED " + store.description());
        } catch (SoukException fault) {
            System.out.println(fault.code() + " " + fault.getMessage());
        }
    }
}
