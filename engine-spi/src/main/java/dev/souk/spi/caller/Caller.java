package dev.souk.spi.caller;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: a user of a tenant, on a device if the host knows which. Authentication is the host's work and has happened;
 * the engine believes what stands here.
 *
 * @param tenant who pays
 * @param user who calls
 * @param deviceOrNull the device the call comes from; only trial calls need one
 * @since 0.1
 */
public record Caller(TenantId tenant, UserId user, @Nullable DeviceId deviceOrNull) {
    /** Checks that tenant and user are there. */
    public Caller {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(user, "user");
    }

    /**
     * A caller on an unknown device.
     *
     * @param tenant the tenant's id
     * @param user the user's id
     * @throws IllegalArgumentException if an id is not of its form
     */
    public static Caller of(String tenant, String user) {
        return new Caller(new TenantId(tenant), new UserId(user), null);
    }

    /**
     * The same caller on this device.
     *
     * @param device the device's id
     * @throws IllegalArgumentException if the id is not of its form
     */
    public Caller on(String device) {
        return new Caller(tenant, user, new DeviceId(device));
    }

    /** The device, if it is known. */
    public Optional<DeviceId> device() {
        return Optional.ofNullable(deviceOrNull);
    }
}
