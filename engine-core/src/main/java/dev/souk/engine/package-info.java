/**
 * The roof: what a host builds, calls and closes. {@link dev.souk.engine.Souk} is the engine, {@link dev.souk.engine.SoukBuilder} makes
 * one, {@link dev.souk.engine.SoukModule} does the same for hosts that use Guice; the views show what the engine knows.
 */
@NullMarked
package dev.souk.engine;

import org.jspecify.annotations.NullMarked;
