/**
 * A store that keeps everything in this process and forgets it at its end: for tests, for trying things out, and as the plainest
 * reading of what a store must do. What must not be lost belongs in a database.
 */
@NullMarked
package dev.souk.engine.internal.memory;

import org.jspecify.annotations.NullMarked;
