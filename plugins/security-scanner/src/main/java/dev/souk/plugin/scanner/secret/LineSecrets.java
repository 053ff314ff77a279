package dev.souk.plugin.scanner.secret;

import dev.souk.plugin.scanner.finding.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;

/**
 * All secrets of one line. The exact rules look first; a place that one has taken is nobody else's, so that one secret is one
 * finding.
 */
final class LineSecrets {
    private LineSecrets() {}

    static List<SecretMatch> find(String text, Surroundings around) {
        List<SecretMatch> matches = new ArrayList<>(2);
        Consumer<SecretMatch> found = match -> {
            if (matches.stream().noneMatch(taken -> taken.span().overlaps(match.span()))) {
                matches.add(match);
            }
        };
        String lowerCase = text.toLowerCase(Locale.ROOT);
        for (SecretPattern pattern : ProviderKeys.ALL) {
            if (pattern.mayStandIn(lowerCase)) {
                issued(pattern, text, found);
            }
        }
        AssignedSecrets.find(text, lowerCase, around, found);
        HighEntropy.find(text, around, found);
        return matches;
    }

    private static void issued(SecretPattern pattern, String text, Consumer<SecretMatch> found) {
        Matcher matcher = pattern.pattern().matcher(text);
        int group = matcher.groupCount() == 0 ? 0 : 1;
        while (matcher.find()) {
            String secret = matcher.group(group);
            if (!Placeholders.isMadeUp(secret) && !isPlainPassword(pattern, secret)) {
                found.accept(new SecretMatch(pattern.rule(), new Span(matcher.start(group), matcher.end(group))));
            }
        }
    }

    private static boolean isPlainPassword(SecretPattern pattern, String secret) {
        return pattern.keywords().contains("://") && Placeholders.isNoSecret(secret);
    }
}
