package dev.souk.plugin.scanner.finding;

/**
 * One thing that is looked for.
 *
 * @param id its stable name, such as {@code docker-root-user}
 * @param severity how bad it is
 * @param message what was found, in a sentence
 * @param advice what to do, in a sentence or two
 * @param broad whether it gives way to a more exact rule that found the same secret
 */
public record Rule(String id, Severity severity, String message, String advice, boolean broad) {
    /** A rule that gives way to none. */
    public static Rule of(String id, Severity severity, String message, String advice) {
        return new Rule(id, severity, message, advice, false);
    }

    /** The same rule, giving way to more exact ones. */
    public Rule givingWay() {
        return new Rule(id, severity, message, advice, true);
    }
}
