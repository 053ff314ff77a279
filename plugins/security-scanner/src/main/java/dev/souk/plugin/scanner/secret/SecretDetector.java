package dev.souk.plugin.scanner.secret;

import dev.souk.plugin.scanner.finding.Hit;
import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.finding.Span;
import dev.souk.plugin.scanner.source.Detector;
import dev.souk.plugin.scanner.source.FileKind;
import dev.souk.plugin.scanner.source.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;

/** Looks for secrets and private keys in a file of any kind. */
public final class SecretDetector implements Detector {
    private final Consumer<Hit> hits;
    private final PrivateKeys privateKeys;
    private final Surroundings around;

    /**
     * Begins a file.
     *
     * @param name the file's name
     * @param kind what it is read as
     * @param hits takes what is found
     */
    public SecretDetector(String name, FileKind kind, Consumer<Hit> hits) {
        this.hits = hits;
        this.privateKeys = new PrivateKeys(hits);
        this.around = Surroundings.of(name, kind);
    }

    /** Every rule there is here. */
    public static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(PrivateKeys.RULES);
        ProviderKeys.ALL.forEach(pattern -> rules.add(pattern.rule()));
        rules.add(AssignedSecrets.RULE);
        rules.add(HighEntropy.RULE);
        return rules;
    }

    /** Where secrets stand in a text of which nothing else is known; rather too many than too few. */
    public static List<Span> secretsIn(String text) {
        List<Span> spans = new ArrayList<>();
        for (SecretMatch match : LineSecrets.find(text, Surroundings.UNKNOWN)) {
            spans.add(match.span());
        }
        Matcher begin = PrivateKeys.BEGIN.matcher(text);
        while (begin.find()) {
            PrivateKeys.bodyAfter(text, begin.end()).ifPresent(spans::add);
        }
        return spans;
    }

    @Override
    public void accept(Window window) {
        if (privateKeys.isBody(window)) {
            return;
        }
        for (SecretMatch match : LineSecrets.find(window.line().text(), around)) {
            Span span = match.span();
            if (window.owns(span.start())) {
                hits.accept(Hit.secret(match.rule(), window.line(), span.start(), span.end()));
            }
        }
    }

    @Override
    public void end() {}
}
