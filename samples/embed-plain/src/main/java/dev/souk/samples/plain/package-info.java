/**
 * A host without a framework: opens a store, builds an engine, calls an agent, closes it.
 */
@NullMarked
package dev.souk.samples.plain;

import org.jspecify.annotations.NullMarked;
