package dev.souk.engine.internal.ledger;

import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.LedgerVisitor.JournaledTransfer;
import dev.souk.spi.store.RollUp;
import dev.souk.spi.store.RolledUpLine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The links between the postings of an account: each is a SHA-256 of the link before it and of all that its transfer says, in base64url
 * without padding. So nothing that was posted can be changed, taken out, or put in between without every link from there on being
 * another one.
 *
 * <p>What is hashed is UTF-8 text, one thing a line, each line ended with a line feed: the link before (empty for the first), the
 * account, the transfer's id, its kind, its time in microseconds since 1970, its call or nothing, then for each posting amount, account,
 * sequence and balance separated by blanks, in the order of the accounts, then the memo. Of a rolled-up line: the link before, the
 * account, {@code ROLL_UP}, sequence, time, amount and balance.
 *
 * <p>The linked timestamps of Haber and Stornetta, <i>How to Time-Stamp a Digital Document</i>, 1991, section 5.1, with each account as
 * a document's history.
 */
public final class Chain {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final long MICROS = 1_000_000;
    private static final int NANOS_IN_MICRO = 1_000;

    private Chain() {}

    /**
     * The link of a posting.
     *
     * @param before the link before it on this account; empty for the first
     * @param account the posting's account
     * @param journaled its transfer
     */
    static String link(String before, AccountId account, JournaledTransfer journaled) {
        return link(
                before,
                account,
                journaled.id(),
                journaled.kind(),
                journaled.at(),
                journaled.executionOrNull(),
                journaled.memo(),
                journaled.postings());
    }

    static String link(
            String before,
            AccountId account,
            TransferId id,
            TransferKind kind,
            Instant at,
            @Nullable ExecutionId execution,
            String memo,
            List<Posting> postings) {
        StringBuilder text = new StringBuilder(256)
                .append(before)
                .append('\n')
                .append(account)
                .append('\n')
                .append(id)
                .append('\n')
                .append(kind)
                .append('\n')
                .append(micros(at))
                .append('\n')
                .append(execution == null ? "" : execution)
                .append('\n');
        for (Posting posting : postings) {
            text.append(posting.amount())
                    .append(' ')
                    .append(posting.account())
                    .append(' ')
                    .append(posting.sequence())
                    .append(' ')
                    .append(posting.balance())
                    .append('\n');
        }
        append(text, memo);
        return digest(text.append('\n').toString());
    }

    /**
     * The next line of a collecting account.
     *
     * @param rollUp what came to it
     * @param at when it is rolled up
     * @throws ArithmeticException if the sum leaves the range of a long
     */
    static RolledUpLine next(RollUp rollUp, Instant at) {
        RolledUpLine last = rollUp.lastOrNull();
        long sequence = last == null ? 1 : last.sequence() + 1;
        long balance = Math.addExact(last == null ? 0 : last.balance(), rollUp.amount());
        String link = link(last == null ? "" : last.link(), rollUp.account(), sequence, at, rollUp.amount(), balance);
        return new RolledUpLine(rollUp.account(), sequence, at, rollUp.amount(), balance, link);
    }

    static String link(String before, RolledUpLine line) {
        return link(before, line.account(), line.sequence(), line.at(), line.amount(), line.balance());
    }

    private static String link(String before, AccountId account, long sequence, Instant at, long amount, long balance) {
        return digest(before + '\n' + account + "\nROLL_UP\n" + sequence + '\n' + micros(at) + '\n' + amount + '\n'
                + balance + '\n');
    }

    /** A store may replace what it cannot keep with U+FFFD, so that is what counts. */
    private static void append(StringBuilder text, String memo) {
        for (int i = 0; i < memo.length(); i++) {
            char c = memo.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < memo.length() && Character.isLowSurrogate(memo.charAt(i + 1))) {
                text.append(c).append(memo.charAt(++i));
            } else {
                text.append(c == 0 || Character.isSurrogate(c) ? '\uFFFD' : c);
            }
        }
    }

    static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), MICROS), at.getNano() / NANOS_IN_MICRO);
    }

    /** SHA-256 of a text, in base64url without padding. */
    static String digest(String text) {
        return BASE64.encodeToString(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
