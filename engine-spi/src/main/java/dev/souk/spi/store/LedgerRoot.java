package dev.souk.spi.store;

import dev.souk.spi.ledger.AccountId;
import java.time.Instant;
import java.util.Objects;

/**
 * One digest over the chains of all accounts, and over the root before it. Kept outside, it shows later that nothing of what it covers was
 * changed or is missing.
 *
 * @param number its number, from 1 without gaps
 * @param at when it was made
 * @param previous the digest of the root before it; empty for the first
 * @param accounts how many chains have grown since then, and so are leaves of this root
 * @param digest the digest over all of that and the leaves
 * @param key the public key that the signature is of, in base64url; empty if the root is not signed
 * @param signature the signature of the digest, in base64url; empty if the root is not signed
 * @since 0.1
 */
public record LedgerRoot(
        long number, Instant at, String previous, long accounts, String digest, String key, String signature) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public LedgerRoot {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(signature, "signature");
        if (number < 1 || accounts < 1) {
            throw new IllegalArgumentException("root " + number + " over " + accounts + " accounts");
        }
    }

    /**
     * Where the chain of one account ended when a root was made.
     *
     * @param account the account
     * @param sequence the number of its last posting or line
     * @param link the link of that
     */
    public record Leaf(AccountId account, long sequence, String link) {
        /** Checks that nothing is missing. */
        public Leaf {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(link, "link");
        }
    }
}
