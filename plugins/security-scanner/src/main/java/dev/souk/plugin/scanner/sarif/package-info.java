/**
 * Findings as a SARIF 2.1.0 log, the format that code hosts and review tools read.
 */
@NullMarked
package dev.souk.plugin.scanner.sarif;

import org.jspecify.annotations.NullMarked;
