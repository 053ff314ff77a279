/**
 * Reads request bodies and writes answers as JSON, strictly: duplicates, unknown fields and wrong types are refused with a pointer.
 */
@NullMarked
package dev.souk.http.internal.json;

import org.jspecify.annotations.NullMarked;
