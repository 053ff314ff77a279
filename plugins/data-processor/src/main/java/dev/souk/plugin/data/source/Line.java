package dev.souk.plugin.data.source;

import dev.souk.plugin.data.row.RowFault;
import org.jspecify.annotations.Nullable;

/**
 * One line of a source without its end.
 *
 * @param number from 1
 * @param text empty if it could not be read
 * @param fault why it could not be read, or null
 */
record Line(long number, String text, @Nullable RowFault fault) {}
