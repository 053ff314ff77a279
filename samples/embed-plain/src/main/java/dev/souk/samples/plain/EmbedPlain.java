package dev.souk.samples.plain;

import dev.souk.engine.Souk;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.jdbc.JdbcStore;
import dev.souk.spi.Credits;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Store;
import java.nio.file.Path;
import java.util.Map;

/** Ten lines from nothing to a paid call. */
public final class EmbedPlain {
    private EmbedPlain() {}

    /**
     * Calls an agent that a plugin brings.
     *
     * @param arguments a database file, a plugin directory, an agent's id, and a text for it
     */
    public static void main(String[] arguments) {
        System.out.println(call(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2], arguments[3]));
    }

    // snippet:embed
    static CallResult call(Path database, Path plugins, String agent, String text) {
        Store store = JdbcStore.sqlite(database);
        try (Souk souk = Souk.builder().store(store).plugins(plugins).build()) {
            TenantId acme = new TenantId("acme");
            souk.tenants().register(acme, new PlanId("basic"));
            souk.credits().deposit(acme, Credits.parse("10"), "invoice-4711", "first payment");
            Caller ann = Caller.of("acme", "ann");
            return souk.call(Call.to(agent).by(ann).input(Map.of("text", text)).build());
        }
    }
    // end:embed
}
