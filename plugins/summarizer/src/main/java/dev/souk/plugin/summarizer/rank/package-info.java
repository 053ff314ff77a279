/**
 * Scores sentences and phrases and picks among them. It exists so that the algorithms, all of them on plain arrays and
 * without chance, can be read and tested apart from how a text is cut and how an agent is called.
 */
@NullMarked
package dev.souk.plugin.summarizer.rank;

import org.jspecify.annotations.NullMarked;
