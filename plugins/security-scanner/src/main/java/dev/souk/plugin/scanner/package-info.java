/**
 * The agent that looks for secrets, private keys and insecure settings, and the two records it speaks. This is what a caller
 * sees; what is looked for lives in the packages below.
 */
@NullMarked
package dev.souk.plugin.scanner;

import org.jspecify.annotations.NullMarked;
