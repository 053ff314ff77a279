/**
 * Makes new names for things, from an injected clock and an injected source of chance.
 */
@NullMarked
package dev.souk.engine.internal.id;

import org.jspecify.annotations.NullMarked;
