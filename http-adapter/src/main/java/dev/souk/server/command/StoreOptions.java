package dev.souk.server.command;

import dev.souk.server.data.DataDirectory;
import dev.souk.server.data.StoreSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where everything is kept. */
final class StoreOptions {
    private static final String DEFAULT = "./souk-data";
    private static final String PASSWORD_VARIABLE = "SOUK_DATABASE_PASSWORD";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DEFAULT,
            description = "Where the database and the key secret are. Default: ${DEFAULT-VALUE}")
    Path data = Path.of(DEFAULT);

    @Option(
            names = "--database",
            paramLabel = "JDBC_URL",
            description = "A PostgreSQL instead of the SQLite file in the data directory:"
                    + " jdbc:postgresql://host/database")
    @Nullable
    String database;

    @Option(names = "--database-user", paramLabel = "NAME", defaultValue = "souk", description = "Default: souk")
    String databaseUser = "souk";

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "A file with the password; or set " + PASSWORD_VARIABLE)
    @Nullable
    Path databasePasswordFile;

    DataDirectory directory() {
        return new DataDirectory(data);
    }

    /** The options that name the same data once more, for a command that is shown to be typed next. */
    String again() {
        StringBuilder options = new StringBuilder();
        if (!data.equals(Path.of(DEFAULT))) {
            options.append(" --data ").append(data);
        }
        if (database != null) {
            options.append(" --database ")
                    .append(database)
                    .append(" --database-user ")
                    .append(databaseUser);
        }
        if (databasePasswordFile != null) {
            options.append(" --database-password-file ").append(databasePasswordFile);
        }
        return options.toString();
    }

    StoreSource source(Shell shell) {
        DataDirectory directory = directory();
        if (database == null) {
            return new StoreSource(directory, null);
        }
        if (!database.startsWith("jdbc:postgresql:")) {
            throw new UsageException(
                    "--database takes jdbc:postgresql://host/database; for SQLite name a directory" + " with --data");
        }
        return new StoreSource(directory, new StoreSource.Postgres(database, databaseUser, password(shell)));
    }

    private String password(Shell shell) {
        if (databasePasswordFile == null) {
            String given = shell.variable(PASSWORD_VARIABLE);
            return given == null ? "" : given;
        }
        try {
            return Files.readString(databasePasswordFile).strip();
        } catch (IOException fault) {
            throw new UsageException("the file " + databasePasswordFile + " cannot be read: " + fault);
        }
    }
}
