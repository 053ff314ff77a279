/**
 * The whole engine on a clock and a scheduler of the simulation's own: a seed decides in what order everything happens, how long it takes and
 * what fails, so that whatever goes wrong goes wrong again with the same seed.
 */
@NullMarked
package dev.souk.benchmarks.torture.simulation;

import org.jspecify.annotations.NullMarked;
