package dev.souk.jdbc.internal;

import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** The legs of a reservation as one text: {@code 12500000 tenant/acme 1 user-trial/acme/ann}. No account's id has a blank. */
final class Legs {
    private Legs() {}

    static String toText(List<Leg> legs) {
        StringJoiner text = new StringJoiner(" ");
        for (Leg leg : legs) {
            text.add(Long.toString(leg.amount())).add(leg.account().toString());
        }
        return text.toString();
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static List<Leg> parse(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String[] parts = text.split(" ");
        if (parts.length % 2 != 0) {
            throw new IllegalArgumentException("'" + text + "' is not a list of legs");
        }
        List<Leg> legs = new ArrayList<>(parts.length / 2);
        for (int i = 0; i < parts.length; i += 2) {
            legs.add(new Leg(AccountId.parse(parts[i + 1]), Long.parseLong(parts[i])));
        }
        return legs;
    }
}
