/**
 * What a host can set: the engine's settings, and the plans as data.
 */
@NullMarked
package dev.souk.engine.config;

import org.jspecify.annotations.NullMarked;
