/** Loads on the whole engine: how many calls a second it makes durable, beside the same calls written one by one. */
@NullMarked
package dev.souk.benchmarks.load;

import org.jspecify.annotations.NullMarked;
