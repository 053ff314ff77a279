/**
 * What people and scripts read: tables, marks and colours for a terminal, one {@code RESULT} line for a script.
 */
@NullMarked
package dev.souk.server.text;

import org.jspecify.annotations.NullMarked;
