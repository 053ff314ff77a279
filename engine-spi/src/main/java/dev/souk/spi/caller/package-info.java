/**
 * Who calls and who pays: a tenant pays and holds a plan, a user belongs to a tenant, a device carries a trial.
 */
@NullMarked
package dev.souk.spi.caller;

import org.jspecify.annotations.NullMarked;
