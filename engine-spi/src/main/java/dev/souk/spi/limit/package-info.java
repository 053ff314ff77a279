/**
 * What refills with time: sliding windows and calls in flight, the permits that are taken from them, and the store that
 * keeps them.
 */
@NullMarked
package dev.souk.spi.limit;

import org.jspecify.annotations.NullMarked;
