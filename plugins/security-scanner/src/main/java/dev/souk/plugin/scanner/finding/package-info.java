/**
 * What was found and how it is shown. Kept apart because here alone a secret meets the output: whatever a detector reports is
 * masked in this package before anything leaves it.
 */
@NullMarked
package dev.souk.plugin.scanner.finding;

import org.jspecify.annotations.NullMarked;
