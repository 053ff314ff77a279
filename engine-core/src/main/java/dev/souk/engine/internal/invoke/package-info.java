/**
 * The second stage of a call: runs the agent within its deadline, tries again where that can help, leaves a failing agent alone, and
 * falls back where the agent allows it.
 */
@NullMarked
package dev.souk.engine.internal.invoke;

import org.jspecify.annotations.NullMarked;
