package dev.souk.samples.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.souk.engine.Souk;
import dev.souk.engine.SoukModule;
import dev.souk.jdbc.JdbcStore;
import java.nio.file.Path;

/** A Guice host with the engine inside. */
public final class EmbedGuice {
    private EmbedGuice() {}

    /**
     * The host's injector.
     *
     * @param database where the engine keeps its ledger
     */
    public static Injector injector(Path database) {
        return Guice.createInjector(new AbstractModule() {
            @Override
            protected void configure() {
                install(new SoukModule(
                        Souk.builder().store(JdbcStore.sqlite(database)).agent(new Translator())));
                bind(TranslationDesk.class);
            }
        });
    }

    /**
     * Translates a text and prints what that cost.
     *
     * @param arguments a database file and a text
     */
    public static void main(String[] arguments) {
        Injector injector = injector(Path.of(arguments[0]));
        try (Souk souk = injector.getInstance(Souk.class)) {
            System.out.println(injector.getInstance(TranslationDesk.class).translate("ann", "laptop", arguments[1]));
        }
    }
}
