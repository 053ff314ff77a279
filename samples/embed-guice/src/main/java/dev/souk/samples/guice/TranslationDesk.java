package dev.souk.samples.guice;

import dev.souk.engine.Souk;
import dev.souk.engine.TenantsView;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.TenantId;
import jakarta.inject.Inject;
import java.util.Map;

/** A part of the host that needs the engine. */
final class TranslationDesk {
    private static final String TENANT = "walk-in";

    private final Souk souk;

    @Inject
    TranslationDesk(Souk souk, TenantsView tenants) {
        this.souk = souk;
        tenants.register(new TenantId(TENANT), null);
    }

    /** A translation on trial, or why there is none. */
    String translate(String user, String device, String text) {
        CallResult result = souk.call(Call.to("host.translator")
                .by(Caller.of(TENANT, user).on(device))
                .input(Map.of("text", text))
                .build());
        if (result instanceof Receipt receipt) {
            return String.valueOf(receipt.output().get("text"));
        }
        return result instanceof Refusal refusal ? refusal.message() : ((Failure) result).message();
    }
}
