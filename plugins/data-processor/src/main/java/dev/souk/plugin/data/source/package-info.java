/**
 * Turns bytes into rows: CSV, a JSON array and JSON lines, read from the beginning to the end without ever
 * holding the whole. A record that cannot be read is noted with its line, and reading goes on behind it.
 */
@NullMarked
package dev.souk.plugin.data.source;

import org.jspecify.annotations.NullMarked;
