/**
 * Statements of accounts for periods: which lines belong to one, and how it is written for programs and for spreadsheets.
 */
@NullMarked
package dev.souk.engine.internal.statement;

import org.jspecify.annotations.NullMarked;
