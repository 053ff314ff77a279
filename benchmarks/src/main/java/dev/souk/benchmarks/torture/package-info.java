/**
 * Tortures: what the ledger promises, tried again and again while callers race, processes and databases are killed and connections are
 * cut. Each is a {@link dev.souk.benchmarks.torture.Torture} in the list of {@link dev.souk.benchmarks.torture.Tortures}.
 */
@NullMarked
package dev.souk.benchmarks.torture;

import org.jspecify.annotations.NullMarked;
