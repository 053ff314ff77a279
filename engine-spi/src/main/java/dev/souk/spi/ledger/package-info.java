/**
 * The values of the double-entry ledger: accounts, postings, transfers and reservations. They are plain values; the rules
 * that decide over them live in the engine, and loading and writing them is a store's work.
 */
@NullMarked
package dev.souk.spi.ledger;

import org.jspecify.annotations.NullMarked;
