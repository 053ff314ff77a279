/**
 * What can be done with rows, one class a step. A step takes a stream of rows and gives one; those that need all
 * rows before they can give the first hold little and spill the rest.
 */
@NullMarked
package dev.souk.plugin.data.step;

import org.jspecify.annotations.NullMarked;
