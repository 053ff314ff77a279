package dev.souk.plugin.scanner.secret;

import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.finding.Span;

/** A secret in a line: which rule found it, and where it stands within the text. */
record SecretMatch(Rule rule, Span span) {}
