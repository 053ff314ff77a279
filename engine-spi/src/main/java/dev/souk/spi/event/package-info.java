/**
 * What the engine tells its listeners: calls that ended or were refused, breakers that changed, plugins that were loaded.
 */
@NullMarked
package dev.souk.spi.event;

import org.jspecify.annotations.NullMarked;
