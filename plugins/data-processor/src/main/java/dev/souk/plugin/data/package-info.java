/**
 * The data processor as an agent: it reads what a caller asks for, runs the rows through the steps, and answers.
 * All else is in the packages below, so that each can be read and tested alone.
 */
@NullMarked
package dev.souk.plugin.data;

import org.jspecify.annotations.NullMarked;
