/**
 * The last stage of a call: one command ends execution, payment and reservation together; permits go back, listeners are told. Also
 * gives back what calls hold that nobody ended.
 */
@NullMarked
package dev.souk.engine.internal.settle;

import org.jspecify.annotations.NullMarked;
