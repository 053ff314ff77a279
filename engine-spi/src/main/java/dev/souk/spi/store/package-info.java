/**
 * The engine's memory, as a host's database implements it: one root, {@link dev.souk.spi.store.Store}, and one small
 * interface for each thing that is read or written. Stores load and write; they decide nothing.
 */
@NullMarked
package dev.souk.spi.store;

import org.jspecify.annotations.NullMarked;
