/**
 * Who is registered, remembered for a moment so that a call need not ask the store.
 */
@NullMarked
package dev.souk.engine.internal.tenant;

import org.jspecify.annotations.NullMarked;
