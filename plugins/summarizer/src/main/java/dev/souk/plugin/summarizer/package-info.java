/**
 * The agent {@code souk.summarizer}: what callers send and get, and the order of the steps between. It exists to answer
 * "what does this say, in its own words" without a model, for nothing, and always the same way.
 */
@NullMarked
package dev.souk.plugin.summarizer;

import org.jspecify.annotations.NullMarked;
