/**
 * The small language in which callers say what to keep and what to compute. It is our own so that nothing in it
 * can reach beyond the row, run without end or use much memory.
 */
@NullMarked
package dev.souk.plugin.data.expression;

import org.jspecify.annotations.NullMarked;
