/**
 * The answers as they go over the wire: records whose components are the JSON properties, so that the form of an answer is read in one
 * place and not assembled in many.
 */
@NullMarked
package dev.souk.http.internal.wire;

import org.jspecify.annotations.NullMarked;
