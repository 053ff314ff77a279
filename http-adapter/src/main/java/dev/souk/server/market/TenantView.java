package dev.souk.server.market;

/**
 * A tenant.
 *
 * @param id its name
 * @param plan its plan, or {@code trial}
 * @param createdAt since when, as ISO 8601
 */
public record TenantView(String id, String plan, String createdAt) {}
