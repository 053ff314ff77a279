package dev.souk.engine.internal.ledger;

import dev.souk.spi.store.LedgerRoot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Roots over the chains of all accounts: a root is the SHA-256 of the root before it and of where each chain that has grown since then
 * ends, in base64url without padding. So every root covers all that was posted before it.
 *
 * <p>What is hashed is ASCII text, one thing a line, each line ended with a line feed: the digest of the root before (empty for the
 * first), the number, the time in microseconds since 1970, then for each leaf account, sequence and link separated by blanks, in the order
 * of the accounts, then how many there were. What is signed is the digest as text.
 */
final class Roots {
    private Roots() {}

    static LedgerRoot next(Optional<LedgerRoot> last, Stream<LedgerRoot.Leaf> leaves, Instant at, RootKey key) {
        long number = last.map(LedgerRoot::number).orElse(0L) + 1;
        String previous = last.map(LedgerRoot::digest).orElse("");
        Instant kept = at.truncatedTo(ChronoUnit.MICROS);
        Digest digest = new Digest(previous, number, kept);
        leaves.forEachOrdered(digest::leaf);
        String done = digest.done();
        RootKey.Signed signed = key.sign(done);
        return new LedgerRoot(number, kept, previous, digest.count(), done, signed.key(), signed.signature());
    }

    /** A digest that is being made. Used by one thread. */
    static final class Digest {
        private final MessageDigest sha256 = Chain.sha256();
        private long count;

        Digest(String previous, long number, Instant at) {
            add(previous + '\n' + number + '\n' + Chain.micros(at) + '\n');
        }

        void leaf(LedgerRoot.Leaf leaf) {
            count++;
            add(leaf.account() + " " + leaf.sequence() + ' ' + leaf.link() + '\n');
        }

        long count() {
            return count;
        }

        /** The digest; nothing can be added then. */
        String done() {
            add(count + "\n");
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest());
        }

        private void add(String line) {
            sha256.update(line.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
