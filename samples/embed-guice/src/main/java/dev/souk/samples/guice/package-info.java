/**
 * A host that uses Guice: installs the engine's module beside its own, and has the engine injected.
 */
@NullMarked
package dev.souk.samples.guice;

import org.jspecify.annotations.NullMarked;
