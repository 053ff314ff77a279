/**
 * Reads plans from a file.
 */
@NullMarked
package dev.souk.engine.internal.plan;

import org.jspecify.annotations.NullMarked;
