/**
 * The SQL of the store: one class for each store interface, how rows become values, how a transaction runs, and how the schema
 * comes to be. The same for every database; what differs stands in {@code dialect}.
 */
@NullMarked
package dev.souk.jdbc.internal;

import org.jspecify.annotations.NullMarked;
