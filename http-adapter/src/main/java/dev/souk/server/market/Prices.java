package dev.souk.server.market;

import java.math.BigDecimal;

/** What an agent asks, in words. */
final class Prices {
    private Prices() {}

    /**
     * What it asks.
     *
     * @param perCall credits for each call
     * @param perThousandModelTokens credits for each 1,000 model tokens
     */
    static String inWords(String perCall, String perThousandModelTokens) {
        boolean calls = new BigDecimal(perCall).signum() != 0;
        boolean tokens = new BigDecimal(perThousandModelTokens).signum() != 0;
        String forTokens = perThousandModelTokens + " per 1,000 model tokens";
        if (calls) {
            return tokens ? perCall + " + " + forTokens : perCall;
        }
        return tokens ? forTokens : "free";
    }
}
