package dev.souk.plugin.scanner.docker;

import dev.souk.plugin.scanner.finding.Hit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows the build stages: what each is based on, and as whom the last one runs. */
final class Stages {
    /** The most named stages that are remembered. */
    static final int MOST_STAGES = 1_000;

    private static final Pattern FROM =
            Pattern.compile("(?:--\\S{1,100}+\\s++){0,5}+(\\S++)(?:\\s++(?i:AS)\\s++(\\S++))?\\s*+");
    private static final Pattern ROOT = Pattern.compile("[\"']?(?:root|0)(?::\\S*+)?[\"']?\\s*+");

    private final Consumer<Hit> hits;
    private final Map<String, Hit> rootByStage = new HashMap<>();
    private final Map<String, Boolean> stages = new HashMap<>();
    private @Nullable Hit root;
    private @Nullable String stage;

    Stages(Consumer<Hit> hits) {
        this.hits = hits;
    }

    void from(Instruction from) {
        remember();
        Matcher matcher = FROM.matcher(from.arguments());
        if (!matcher.lookingAt()) {
            root = null;
            stage = null;
            return;
        }
        String image = matcher.group(1).toLowerCase(Locale.ROOT);
        stage = matcher.group(2) == null ? null : matcher.group(2).toLowerCase(Locale.ROOT);
        if (stages.containsKey(image)) {
            root = rootByStage.get(image);
            return;
        }
        root = image.contains("nonroot") ? null : from.hit(DockerRules.ROOT_USER);
        if (!image.equals("scratch") && !ImageName.isPinned(image)) {
            hits.accept(from.hit(DockerRules.UNPINNED_IMAGE));
        }
    }

    void user(Instruction user) {
        root = ROOT.matcher(user.arguments()).matches() ? user.hit(DockerRules.ROOT_USER) : null;
    }

    void end() {
        if (root != null) {
            hits.accept(root);
        }
    }

    private void remember() {
        if (stage != null && stages.size() < MOST_STAGES) {
            stages.put(stage, root != null);
            if (root != null) {
                rootByStage.put(stage, root);
            }
        }
    }
}
