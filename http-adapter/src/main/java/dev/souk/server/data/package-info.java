/**
 * Where a server keeps its things: the data directory with its database, its secret and the note of who runs on it; or a database
 * elsewhere.
 */
@NullMarked
package dev.souk.server.data;

import org.jspecify.annotations.NullMarked;
