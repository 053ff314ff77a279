/**
 * Counts and times what happens in the engine and at its HTTP door, under names that stay the same.
 */
@NullMarked
package dev.souk.http.internal.metrics;

import org.jspecify.annotations.NullMarked;
