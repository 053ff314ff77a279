/**
 * Contracts that every implementation of the SPI is tested with, and an engine to try an agent in.
 */
@NullMarked
package dev.souk.testkit;

import org.jspecify.annotations.NullMarked;
