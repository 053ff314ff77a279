/**
 * What an API key looks like, and how one is issued and checked, so that the routes know who calls without knowing how.
 */
@NullMarked
package dev.souk.http.internal.auth;

import org.jspecify.annotations.NullMarked;
