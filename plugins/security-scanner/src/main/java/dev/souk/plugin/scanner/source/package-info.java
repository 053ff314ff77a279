/**
 * How bytes become lines. Every detector sees a file through this package, piece by piece, so that none of them decides how much
 * of it is in memory.
 */
@NullMarked
package dev.souk.plugin.scanner.source;

import org.jspecify.annotations.NullMarked;
