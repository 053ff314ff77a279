/**
 * The whole marketplace in a few seconds: an engine on a database of its own, real plugins, real files, every outcome once, and a check
 * of everything that is claimed.
 */
@NullMarked
package dev.souk.server.demo;

import org.jspecify.annotations.NullMarked;
