/**
 * What every part of the house shares: error codes and who is to blame for them, the one exception root, amounts of
 * credits, and the mark for what may still change.
 */
@NullMarked
package dev.souk.spi;

import org.jspecify.annotations.NullMarked;
