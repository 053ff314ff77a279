package dev.souk.server.market;

import org.jspecify.annotations.Nullable;

/**
 * A key to make.
 *
 * @param tenant who calls with it; registered if it is new
 * @param user who calls with it
 * @param planOrNull the plan to put the tenant on; null to leave it as it is
 * @param admin whether it opens the admin routes
 * @param label a line for people
 */
public record KeyRequest(
        String tenant, String user, @Nullable String planOrNull, boolean admin, String label) {}
