/**
 * Running calls are held on leases, which the engine renews; what it can no longer renew others give back.
 */
@NullMarked
package dev.souk.engine.internal.lease;

import org.jspecify.annotations.NullMarked;
