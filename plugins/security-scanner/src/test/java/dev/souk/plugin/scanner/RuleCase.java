package dev.souk.plugin.scanner;

import java.util.ArrayList;
import java.util.List;

/**
 * What a rule finds and what it leaves alone.
 *
 * @param ruleId the rule
 * @param name the file's name, by which its kind is told
 * @param found texts in which it finds one thing; a secret in them stands between {@code ⟦} and {@code ⟧}
 * @param left texts that come close
 */
record RuleCase(String ruleId, String name, List<String> found, List<String> left) {
    static Builder rule(String ruleId, String name) {
        return new Builder(ruleId, name);
    }

    /** The text without its marks. */
    static String plain(String marked) {
        return marked.replace("⟦", "").replace("⟧", "");
    }

    /** The secret in a marked text, or null. */
    static String secret(String marked) {
        int start = marked.indexOf('⟦');
        return start < 0 ? null : marked.substring(start + 1, marked.indexOf('⟧'));
    }

    static final class Builder {
        private final String ruleId;
        private final String name;
        private final List<String> found = new ArrayList<>();
        private final List<String> left = new ArrayList<>();

        private Builder(String ruleId, String name) {
            this.ruleId = ruleId;
            this.name = name;
        }

        Builder finds(String text) {
            found.add(text);
            return this;
        }

        Builder leaves(String text) {
            left.add(text);
            return this;
        }

        RuleCase done() {
            return new RuleCase(ruleId, name, List.copyOf(found), List.copyOf(left));
        }
    }
}
