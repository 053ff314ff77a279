/**
 * What the standalone server and the command line log, and where: a library binds no logging, an application does, and here is where.
 */
@NullMarked
package dev.souk.server.log;

import org.jspecify.annotations.NullMarked;
