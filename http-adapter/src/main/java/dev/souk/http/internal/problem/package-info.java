/**
 * Everything that can go wrong, as RFC 9457 problems with a stable code, so that a client acts on one form whatever happened.
 */
@NullMarked
package dev.souk.http.internal.problem;

import org.jspecify.annotations.NullMarked;
