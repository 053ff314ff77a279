package dev.souk.jdbc.internal;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.store.ApiKey;
import dev.souk.spi.store.ApiKeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** The API keys in SQL. */
public final class JdbcApiKeyStore implements ApiKeyStore {
    private static final String SELECT =
            "SELECT id, hash, tenant, user_id, admin, label, created_at, revoked_at FROM souk_api_key ";
    private static final RowMapper<ApiKey> MAPPER = Rows.of("souk_api_key", (row, context) -> {
        long revokedAt = row.getLong(8);
        return new ApiKey(
                row.getString(1),
                row.getString(2),
                new TenantId(row.getString(3)),
                new UserId(row.getString(4)),
                row.getBoolean(5),
                row.getString(6),
                Micros.toInstant(row.getLong(7)),
                row.getObject(8) == null ? null : Micros.toInstant(revokedAt));
    });

    private final Database database;

    /** The API keys in this database. */
    public JdbcApiKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(ApiKey key) {
        int inserted = database.write(handle -> handle.createUpdate("INSERT INTO souk_api_key"
                        + " (id, hash, tenant, user_id, admin, label, created_at, revoked_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .bind(0, key.id())
                .bind(1, key.hash())
                .bind(2, key.tenant().value())
                .bind(3, key.user().value())
                .bind(4, key.admin())
                .bind(5, Texts.storable(key.label()))
                .bind(6, Micros.of(key.createdAt()))
                .bind(7, key.revokedAtOrNull() == null ? null : (Long) Micros.of(key.revokedAtOrNull()))
                .execute());
        if (inserted == 0) {
            throw new SoukException(
                    ErrorCode.CONFLICT, "an API key with the id or the hash of '" + key.id() + "' is there already");
        }
    }

    @Override
    public Optional<ApiKey> findByHash(String hash) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE hash = ?")
                .bind(0, hash)
                .map(MAPPER)
                .findOne());
    }

    @Override
    public List<ApiKey> list(TenantId tenant) {
        return database.read(
                handle -> handle.createQuery(SELECT + "WHERE tenant = ? ORDER BY created_at DESC, id DESC LIMIT ?")
                        .bind(0, tenant.value())
                        .bind(1, Pages.MAX_ROWS)
                        .map(MAPPER)
                        .list());
    }

    @Override
    public boolean revoke(String id, Instant at) {
        return database.write(handle ->
                handle.createUpdate("UPDATE souk_api_key SET revoked_at = COALESCE(revoked_at, ?) WHERE id = ?")
                                .bind(0, Micros.of(at))
                                .bind(1, id)
                                .execute()
                        > 0);
    }

    @Override
    public boolean hasAdmin() {
        return database.read(
                handle -> handle.createQuery("SELECT id FROM souk_api_key WHERE admin AND revoked_at IS NULL LIMIT 1")
                        .mapTo(String.class)
                        .findOne()
                        .isPresent());
    }
}
