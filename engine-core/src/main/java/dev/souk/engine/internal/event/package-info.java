/**
 * Tells the host's listeners what happened, and keeps their faults away from calls.
 */
@NullMarked
package dev.souk.engine.internal.event;

import org.jspecify.annotations.NullMarked;
