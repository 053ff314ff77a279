/**
 * What the ledger's commands do, as pure rules over loaded state, and the one way in which they reach the store.
 */
@NullMarked
package dev.souk.engine.internal.ledger;

import org.jspecify.annotations.NullMarked;
