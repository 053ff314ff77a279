/**
 * What is insecure in a Dockerfile. An instruction may run over many lines, and some faults show only when the last stage has
 * ended, so it has a reader of its own.
 */
@NullMarked
package dev.souk.plugin.scanner.docker;

import org.jspecify.annotations.NullMarked;
