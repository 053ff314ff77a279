/**
 * Keeps large data in little memory: what may be held is counted, keys are held as digests, and what is more than
 * that goes to a file that is deleted on close. Sorting, grouping and removing duplicates stand on it.
 */
@NullMarked
package dev.souk.plugin.data.spill;

import org.jspecify.annotations.NullMarked;
