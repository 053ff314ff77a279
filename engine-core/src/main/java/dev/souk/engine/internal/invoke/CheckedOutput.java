package dev.souk.engine.internal.invoke;

import tools.jackson.databind.node.ObjectNode;

/**
 * An output that was copied out of the agent's hands and fits its schema.
 *
 * @param tree as a tree, which nobody changes
 * @param text as JSON text
 */
public record CheckedOutput(ObjectNode tree, String text) {}
