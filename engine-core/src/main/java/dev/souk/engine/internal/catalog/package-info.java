/**
 * Which agents there are, in which versions, with their schemas compiled.
 */
@NullMarked
package dev.souk.engine.internal.catalog;

import org.jspecify.annotations.NullMarked;
