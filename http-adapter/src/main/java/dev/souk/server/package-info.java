/**
 * The standalone server and the command line. {@link dev.souk.server.Main} is where both begin, and the one place of this module that
 * asks the system for time, environment and terminal.
 */
@NullMarked
package dev.souk.server;

import org.jspecify.annotations.NullMarked;
