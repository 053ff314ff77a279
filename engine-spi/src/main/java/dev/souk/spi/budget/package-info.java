/**
 * Budgets: how much a key, a user or a whole tenant may spend in a period. They are plain values; what is left of a budget is an
 * account of the ledger like everything else that runs out.
 */
@NullMarked
package dev.souk.spi.budget;

import org.jspecify.annotations.NullMarked;
