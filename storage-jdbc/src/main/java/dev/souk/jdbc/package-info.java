/**
 * The engine's memory in a database: {@link dev.souk.jdbc.JdbcStore} on SQLite, which needs nothing but a file, or on PostgreSQL,
 * where any number of engines share one.
 */
@NullMarked
package dev.souk.jdbc;

import org.jspecify.annotations.NullMarked;
