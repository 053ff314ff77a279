/**
 * What a call costs, what is set aside for it, and who gets what.
 */
@NullMarked
package dev.souk.engine.internal.price;

import org.jspecify.annotations.NullMarked;
