/**
 * The routes: which there are, who may use them, and how each turns a request into a question to the engine and an answer.
 */
@NullMarked
package dev.souk.http.internal.rest;

import org.jspecify.annotations.NullMarked;
