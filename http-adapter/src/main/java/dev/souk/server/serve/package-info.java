/**
 * The standalone server: an engine, its API keys and Javalin, started and stopped as one.
 */
@NullMarked
package dev.souk.server.serve;

import org.jspecify.annotations.NullMarked;
