package dev.souk.engine.call;

/**
 * One thing that is wrong with an input.
 *
 * @param pointer where, as an RFC 6901 JSON pointer into the input: {@code /columns/3}; empty for the whole
 * @param message what is wrong there, for people
 * @since 0.1
 */
public record InputProblem(String pointer, String message) {}
