package dev.souk.server.command;

import dev.souk.engine.CreditsView;
import dev.souk.spi.Credits;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** How much is given, as it was typed. */
final class GrantAmount {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,100}(\\.[0-9]{1,6})?");
    private static final BigDecimal MOST = new BigDecimal(CreditsView.MAX_DEPOSIT.toString());

    private GrantAmount() {}

    static Credits parse(String text) {
        if (DECIMAL.matcher(text).matches()) {
            BigDecimal amount = new BigDecimal(text);
            if (amount.signum() <= 0) {
                throw new UsageException("'" + text + "' is too little; give more than 0 credits");
            }
            if (amount.compareTo(MOST) > 0) {
                throw new UsageException(
                        "'" + text + "' is too large; give at most " + MOST.toPlainString() + " credits at once");
            }
        }
        return Credits.parse(text);
    }
}
