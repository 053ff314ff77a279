/**
 * The first stage of a call: who calls what, does the input fit, what will it cost, is there room, is there money. It ends in an
 * admitted call that holds its permits and its reservation, or in an answer, with nothing reserved.
 */
@NullMarked
package dev.souk.engine.internal.admission;

import org.jspecify.annotations.NullMarked;
