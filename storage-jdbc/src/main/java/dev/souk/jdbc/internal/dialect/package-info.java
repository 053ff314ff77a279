/**
 * What differs from database to database: how connections are had, how a transaction begins, what an error means, and where a
 * database file is and who may use it.
 */
@NullMarked
package dev.souk.jdbc.internal.dialect;

import org.jspecify.annotations.NullMarked;
