/**
 * The limiter of one process. It exists because what refills with time, requests per window and calls in flight, has to be
 * counted exactly and in one step over several limits, and an engine on its own needs no server for that.
 */
@NullMarked
package dev.souk.engine.internal.limit;

import org.jspecify.annotations.NullMarked;
