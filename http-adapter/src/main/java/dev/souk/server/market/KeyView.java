package dev.souk.server.market;

/**
 * A key without its text.
 *
 * @param id its public name
 * @param tenant who calls with it
 * @param user who calls with it
 * @param admin whether it opens the admin routes
 * @param label a line for people
 * @param createdAt since when, as ISO 8601
 * @param revokedAt since when it opens nothing; empty while it does
 */
public record KeyView(
        String id, String tenant, String user, boolean admin, String label, String createdAt, String revokedAt) {}
