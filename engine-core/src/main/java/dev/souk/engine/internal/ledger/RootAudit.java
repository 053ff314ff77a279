package dev.souk.engine.internal.ledger;

import dev.souk.spi.store.LedgerRoot;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes all roots again and compares, each with its leaves and with the one before it, and one with a copy kept elsewhere. Used once. */
final class RootAudit {
    private final @Nullable LedgerRoot keptOrNull;
    private final Consumer<String> finding;
    private @Nullable LedgerRoot root;
    private Roots.@Nullable Digest digest;
    private boolean isKeptSeen;
    private boolean isLeafWrong;
    private long count;

    RootAudit(@Nullable LedgerRoot keptOrNull, Consumer<String> finding) {
        this.keptOrNull = keptOrNull;
        this.finding = finding;
    }

    void root(LedgerRoot next) {
        finish();
        String previous = root == null ? "" : root.digest();
        count++;
        if (next.number() != count || !next.previous().equals(previous)) {
            finding.accept("root " + next.number() + " does not follow from the root before it, where number " + count
                    + " is due");
        }
        if (!next.key().isEmpty() && !RootKey.isValid(next.key(), next.digest(), next.signature())) {
            finding.accept("root " + next.number() + " has a signature that is not its key's");
        }
        if (keptOrNull != null && keptOrNull.number() == next.number()) {
            isKeptSeen = true;
            if (!keptOrNull.digest().equals(next.digest())) {
                finding.accept("root " + next.number() + " is not the one that was kept: what was posted up to "
                        + keptOrNull.at() + " was changed, or this is another ledger");
            }
        }
        root = next;
        isLeafWrong = false;
        digest = new Roots.Digest(previous, next.number(), next.at());
    }

    /** Of each root the first leaf is told that is not where its chain goes through. */
    void leaf(LedgerRoot.Leaf leaf, String link) {
        if (digest == null || root == null) {
            return;
        }
        digest.leaf(leaf);
        if (!isLeafWrong && !leaf.link().equals(link)) {
            isLeafWrong = true;
            finding.accept(leaf.account() + " has number " + leaf.sequence()
                    + (link.isEmpty() ? " no more" : ", which is not what it was") + " when root " + root.number()
                    + " was made");
        }
    }

    private void finish() {
        if (root != null && digest != null && !digest.done().equals(root.digest())) {
            finding.accept("root " + root.number() + " is not the digest of its leaves");
        }
    }

    /** Says how many roots there were. */
    long end() {
        finish();
        if (keptOrNull != null && !isKeptSeen) {
            finding.accept("the last root here is number " + count + ", and number " + keptOrNull.number()
                    + " was kept, of " + keptOrNull.at()
                    + ": an older backup was restored, or this is another ledger; what was posted since is missing");
        }
        return count;
    }
}
