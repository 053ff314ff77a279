/**
 * What a third party implements to offer an agent, and what the engine gives it while it runs. A plugin needs this
 * package and nothing else of Souk's.
 */
@NullMarked
package dev.souk.spi.agent;

import org.jspecify.annotations.NullMarked;
