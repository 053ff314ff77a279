/**
 * How an agent's code is hosted: in this JVM, in a process of its own, or far away.
 */
@NullMarked
package dev.souk.spi.runtime;

import org.jspecify.annotations.NullMarked;
