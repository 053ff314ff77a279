package dev.souk.plugin.scanner.secret;

import dev.souk.plugin.scanner.source.FileKind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What kind of file a line stands in, as far as it matters to what is a secret there.
 *
 * @param code only a quoted text can be one, for anything else is an expression
 * @param settings a bare word after the name is one, even without a digit
 * @param checksums it is full of checksums, so that what looks random is none
 */
record Surroundings(boolean code, boolean settings, boolean checksums) {
    /** The most cautious: everything that could be a secret anywhere is one. */
    static final Surroundings UNKNOWN = new Surroundings(false, true, false);

    private static final Pattern SETTINGS = Pattern.compile(
            "(?:^|/|\\.)(?:env(?:\\.[\\w-]{1,40}+)?|properties|ya?ml|ini|conf|cfg|toml|tfvars|config|netrc|pgpass)$");

    private static final Set<String> LOCK_FILES = Set.of(
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "bun.lock",
            "cargo.lock",
            "poetry.lock",
            "pipfile.lock",
            "uv.lock",
            "pdm.lock",
            "go.sum",
            "composer.lock",
            "gemfile.lock",
            "gradle.lockfile",
            "verification-metadata.xml",
            "flake.lock",
            "packages.lock.json",
            "mix.lock",
            "podfile.lock",
            "pubspec.lock");

    /** Languages without rules of their own here. */
    private static final Set<String> CODE = Set.of(
            "c", "cc", "cpp", "cs", "cxx", "dart", "ex", "exs", "fs", "go", "gradle", "groovy", "h", "hpp", "kt", "kts",
            "lua", "m", "php", "pl", "r", "rb", "rs", "scala", "svelte", "swift", "vb", "vue");

    static Surroundings of(String name, FileKind kind) {
        String lowerCase = name.toLowerCase(Locale.ROOT).replace('\\', '/');
        String base = lowerCase.substring(lowerCase.lastIndexOf('/') + 1);
        boolean code = switch (kind) {
            case JAVA, PYTHON, JAVASCRIPT -> true;
            case AUTO, TEXT, DOCKERFILE, KUBERNETES -> CODE.contains(base.substring(base.lastIndexOf('.') + 1));
        };
        boolean settings = kind == FileKind.KUBERNETES || SETTINGS.matcher(base).find();
        return new Surroundings(code, settings, LOCK_FILES.contains(base));
    }
}
