/**
 * JSON at the engine's borders: texts, plain values, records, schemas. The only package that knows the JSON library's types by
 * choice and not by need.
 */
@NullMarked
package dev.souk.engine.internal.json;

import org.jspecify.annotations.NullMarked;
