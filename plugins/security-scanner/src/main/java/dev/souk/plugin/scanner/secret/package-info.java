/**
 * Secrets that can be seen in a single line, and private keys, whatever kind of file they stand in.
 */
@NullMarked
package dev.souk.plugin.scanner.secret;

import org.jspecify.annotations.NullMarked;
