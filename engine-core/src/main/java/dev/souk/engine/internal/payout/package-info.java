/**
 * When what publishers have earned can be paid out to them.
 */
@NullMarked
package dev.souk.engine.internal.payout;

import org.jspecify.annotations.NullMarked;
