package dev.souk.http.internal.rest;

/** Who may use a route. */
enum Access {
    /** Anybody. */
    OPEN,
    /** Whoever shows a key. */
    KEY,
    /** Whoever shows an admin key. */
    ADMIN
}
