/**
 * Loads agents from a directory of PF4J plugins, each in a class loader of its own that sees the SPI and nothing else of the engine.
 */
@NullMarked
package dev.souk.engine.internal.plugin;

import org.jspecify.annotations.NullMarked;
