/**
 * What is insecure in a Kubernetes manifest. Manifests are trees and not lines: they are read as YAML, with the line of each
 * node.
 */
@NullMarked
package dev.souk.plugin.scanner.kubernetes;

import org.jspecify.annotations.NullMarked;
