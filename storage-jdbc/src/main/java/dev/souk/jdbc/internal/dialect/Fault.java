package dev.souk.jdbc.internal.dialect;

/** What an error of the database means for whoever asked. */
public enum Fault {
    /** Another transaction was in the way; the same work may well succeed in a new one. */
    COLLISION,
    /** Something written as new is there already, perhaps since a moment ago. */
    DUPLICATE,
    /** The database is not there, is full, or cannot read or write. */
    UNAVAILABLE,
    /** What is stored is not what was stored, or not ours. */
    DAMAGED,
    /** The database refuses this user or this kind of access. */
    DENIED,
    /** Anything else: the statement was wrong. */
    OTHER
}
