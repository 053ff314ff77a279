/**
 * What flows through the steps: rows, their columns and values, how values compare, read and print, and where
 * rows that do not fit are noted. Every other package speaks in these terms and this one knows none of them.
 */
@NullMarked
package dev.souk.plugin.data.row;

import org.jspecify.annotations.NullMarked;
