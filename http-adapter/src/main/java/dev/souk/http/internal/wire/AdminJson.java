package dev.souk.http.internal.wire;

import dev.souk.engine.call.PluginReport;
import dev.souk.spi.store.ApiKey;
import dev.souk.spi.store.Tenant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What administrators see. */
public final class AdminJson {
    private AdminJson() {}

    /**
     * A tenant.
     *
     * @param id its name
     * @param plan its plan; null on trial
     * @param createdAt since when
     */
    public record TenantLine(String id, @Nullable String plan, Instant createdAt) {
        /** This tenant. */
        public static TenantLine of(Tenant tenant) {
            return new TenantLine(
                    tenant.id().value(),
                    tenant.planOrNull() == null ? null : tenant.planOrNull().value(),
                    tenant.createdAt());
        }
    }

    /**
     * An API key.
     *
     * @param id its public name
     * @param key its text, which is told once, when it is issued; else null
     * @param tenant who calls with it
     * @param user who calls with it
     * @param admin whether it opens the admin routes
     * @param label a line for people
     * @param plan the tenant's plan, told when the key is issued
     * @param createdAt since when
     * @param revokedAt since when it opens nothing any more
     */
    public record KeyLine(
            String id,
            @Nullable String key,
            String tenant,
            String user,
            boolean admin,
            String label,
            @Nullable String plan,
            Instant createdAt,
            @Nullable Instant revokedAt) {
        /** A key in a list. */
        public static KeyLine of(ApiKey key) {
            return of(key, null, null);
        }

        /** A new key. */
        public static KeyLine of(ApiKey key, @Nullable String text, @Nullable String plan) {
            return new KeyLine(
                    key.id(),
                    text,
                    key.tenant().value(),
                    key.user().value(),
                    key.admin(),
                    key.label(),
                    plan,
                    key.createdAt(),
                    key.revokedAtOrNull());
        }

        @Override
        public String toString() {
            return "KeyLine[" + id + "]";
        }
    }

    /**
     * A file in the plugin directory.
     *
     * @param file its name
     * @param loaded whether it was loaded
     * @param plugin its id, if it was
     * @param agents what it brought
     * @param code what kept it out, if something did
     * @param reason the same for people
     */
    public record PluginLine(
            String file,
            boolean loaded,
            @Nullable String plugin,
            List<String> agents,
            @Nullable String code,
            @Nullable String reason) {
        /** This file. */
        public static PluginLine of(PluginReport report) {
            return new PluginLine(
                    String.valueOf(report.file().getFileName()),
                    report.isLoaded(),
                    report.isLoaded() ? report.plugin() : null,
                    report.agents(),
                    report.codeOrNull() == null ? null : report.codeOrNull().id(),
                    report.isLoaded() ? null : report.reason());
        }
    }
}
