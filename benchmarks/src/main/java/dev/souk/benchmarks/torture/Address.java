package dev.souk.benchmarks.torture;

import dev.souk.engine.SoukBuilder;
import dev.souk.jdbc.JdbcStore;
import dev.souk.spi.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Where one database is. Another process can open it too, unless it is in memory. */
public sealed interface Address {
    /** In this process, and gone with it. */
    record Memory() implements Address {
        @Override
        public Store open() {
            return SoukBuilder.newMemoryStore();
        }

        @Override
        public List<String> words() {
            throw new IllegalStateException("another process cannot reach a database in memory");
        }
    }

    /** A file. */
    record Sqlite(Path file) implements Address {
        @Override
        public Store open() {
            return JdbcStore.sqlite(file);
        }

        @Override
        public List<String> words() {
            return List.of("sqlite", file.toString());
        }
    }

    /** On a server. */
    record Postgres(String url, String user, String password) implements Address {
        @Override
        public Store open() {
            return JdbcStore.postgres(url, user, password);
        }

        @Override
        public List<String> words() {
            return List.of("postgres", url, user, password);
        }
    }

    /**
     * Has an engine keep everything there.
     *
     * @param builder of the engine
     * @param decoration put around the store
     */
    default SoukBuilder keepIn(SoukBuilder builder, UnaryOperator<Store> decoration) {
        return builder.store(decoration.apply(open()));
    }

    /** Opens the store that is kept there; one in memory is a new one. */
    Store open();

    /** The same for {@link #ofWords} in another process. */
    List<String> words();

    /** What {@link #words} said. */
    static Address ofWords(List<String> words) {
        return words.get(0).equals("sqlite")
                ? new Sqlite(Path.of(words.get(1)))
                : new Postgres(words.get(1), words.get(2), words.get(3));
    }
}
