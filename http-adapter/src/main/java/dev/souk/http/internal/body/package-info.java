/**
 * Reads what a client sends: never more than a limit, in strict UTF-8, and files straight to disk, so that nobody's upload is held in
 * memory and no file outlives its request.
 */
@NullMarked
package dev.souk.http.internal.body;

import org.jspecify.annotations.NullMarked;
