/**
 * The values that go through the door: a call, and the answer to it, which is a receipt, a refusal or a failure; and what the
 * engine's views show.
 */
@NullMarked
package dev.souk.engine.call;

import org.jspecify.annotations.NullMarked;
