/**
 * What things cost. Every figure stands beside its floor, the least that any implementation must do, and beside others that do the
 * same, measured in one run, because only ratios survive a noisy machine.
 */
@NullMarked
package dev.souk.benchmarks;

import org.jspecify.annotations.NullMarked;
