package dev.souk.engine.call;

import java.util.List;

/**
 * What adding the whole journal up again came to.
 *
 * @param accounts how many accounts there are
 * @param transfers how many transfers
 * @param postings how many postings
 * @param roots how many roots
 * @param wrong how many things do not add up; zero is right
 * @param findings the first hundred of them, in words
 * @since 0.1
 */
public record AuditReport(long accounts, long transfers, long postings, long roots, long wrong, List<String> findings) {
    /** Copies the list. */
    public AuditReport {
        findings = List.copyOf(findings);
    }

    /** Whether everything adds up. */
    public boolean isClean() {
        return wrong == 0;
    }
}
