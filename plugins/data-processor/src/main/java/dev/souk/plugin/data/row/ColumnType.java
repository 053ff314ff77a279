package dev.souk.plugin.data.row;

/** What a value can be cast to. The names appear in requests. */
public enum ColumnType {
    /** Text, as it is printed. */
    STRING,
    /** A whole number of any size; {@code 12.0} is one. */
    INTEGER,
    /** An exact decimal number. */
    DECIMAL,
    /** {@code true}, {@code yes} and {@code 1}; {@code false}, {@code no} and {@code 0}; in upper or lower case. */
    BOOLEAN,
    /** A day. */
    DATE,
    /** A moment in UTC. */
    TIMESTAMP
}
