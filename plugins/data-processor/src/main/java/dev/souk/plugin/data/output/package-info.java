/**
 * Puts the resulting rows into the form the caller wants, and stops keeping them, though not counting them, where
 * the answer would grow too large.
 */
@NullMarked
package dev.souk.plugin.data.output;

import org.jspecify.annotations.NullMarked;
