/**
 * Contracts that every implementation of the SPI is tested with, and an engine to try an agent in. An implementation's test extends the
 * contract, says how to make the thing, and declares what it cannot do; the contract's tests come with it.
 */
@NullMarked
package dev.souk.testkit;

import org.jspecify.annotations.NullMarked;
