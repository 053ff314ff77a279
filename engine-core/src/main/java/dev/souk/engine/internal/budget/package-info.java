/**
 * Budgets of keys, users and tenants: which there are, what accounts they have in a period, and how what is left of a past period goes
 * back.
 */
@NullMarked
package dev.souk.engine.internal.budget;

import org.jspecify.annotations.NullMarked;
