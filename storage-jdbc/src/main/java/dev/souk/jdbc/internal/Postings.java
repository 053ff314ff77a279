package dev.souk.jdbc.internal;

import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Posting;
import java.util.ArrayList;
import java.util.List;

/** The postings of a transfer as one text: {@code -10500 tenant/acme 17 989500 qL8R4QIcQ_ 10500 platform-fees 0 0 -}.
 * No account's id and no link has a blank. */
final class Postings {
    private static final String NO_LINK = "-";
    private static final int PARTS = 5;

    private Postings() {}

    static String toText(List<Posting> postings) {
        StringBuilder text = new StringBuilder(postings.size() * 64);
        for (Posting posting : postings) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(posting.amount())
                    .append(' ')
                    .append(posting.account())
                    .append(' ')
                    .append(posting.sequence())
                    .append(' ')
                    .append(posting.balance())
                    .append(' ')
                    .append(posting.link().isEmpty() ? NO_LINK : posting.link());
        }
        return text.toString();
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static List<Posting> parse(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String[] parts = text.split(" ");
        if (parts.length % PARTS != 0) {
            throw new IllegalArgumentException("'" + text + "' is not a list of postings");
        }
        List<Posting> postings = new ArrayList<>(parts.length / PARTS);
        for (int i = 0; i < parts.length; i += PARTS) {
            postings.add(new Posting(
                    AccountId.parse(parts[i + 1]),
                    Long.parseLong(parts[i]),
                    Long.parseLong(parts[i + 2]),
                    Long.parseLong(parts[i + 3]),
                    parts[i + 4].equals(NO_LINK) ? "" : parts[i + 4]));
        }
        return postings;
    }
}
