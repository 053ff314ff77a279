package dev.souk.plugin.scanner.source;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells what kind a file is from its name and, if the name does not say, from its first characters. */
public final class KindGuess {
    private static final int LONGEST_HEAD = 4_096;

    private static final Map<String, FileKind> BY_EXTENSION = Map.ofEntries(
            Map.entry("dockerfile", FileKind.DOCKERFILE),
            Map.entry("containerfile", FileKind.DOCKERFILE),
            Map.entry("yaml", FileKind.KUBERNETES),
            Map.entry("yml", FileKind.KUBERNETES),
            Map.entry("java", FileKind.JAVA),
            Map.entry("py", FileKind.PYTHON),
            Map.entry("pyw", FileKind.PYTHON),
            Map.entry("js", FileKind.JAVASCRIPT),
            Map.entry("mjs", FileKind.JAVASCRIPT),
            Map.entry("cjs", FileKind.JAVASCRIPT),
            Map.entry("jsx", FileKind.JAVASCRIPT),
            Map.entry("ts", FileKind.JAVASCRIPT),
            Map.entry("tsx", FileKind.JAVASCRIPT));

    /** With these a name says nothing of what is in the file; with any other it is no more than text. */
    private static final Set<String> OPEN_EXTENSIONS =
            Set.of("txt", "text", "json", "in", "tpl", "tmpl", "tftpl", "bak");

    private static final List<Sign> SIGNS = List.of(
            new Sign(FileKind.PYTHON, "\\A#![^\n]{0,80}\\bpython"),
            new Sign(FileKind.JAVASCRIPT, "\\A#![^\n]{0,80}\\b(?:node|deno|bun)\\b"),
            new Sign(
                    FileKind.DOCKERFILE,
                    "\\A(?>[ \\t]*+(?:#[^\n]*+|ARG [^\n]*+)?\r?\n){0,200}+FROM[ \\t]++[^\\s;]++"
                            + "(?:[ \\t]++AS[ \\t]++\\S++)?[ \\t]*+(?:\r?\n|\\z)"),
            new Sign(FileKind.KUBERNETES, "(?m)^apiVersion:[ \\t]*+\\S"),
            new Sign(FileKind.KUBERNETES, "\\A\\s*+\\{[^}]{0,2000}?\"apiVersion\"\\s*+:"),
            new Sign(FileKind.JAVA, "(?m)^(?:package|import(?: static)?) [\\w.]{1,200}+(?:\\.\\*)?;"),
            new Sign(FileKind.JAVA, "(?m)^\\s*+public (?:final |abstract )?(?:class|interface|enum|record) \\w"),
            new Sign(
                    FileKind.PYTHON,
                    "(?m)^(?:def \\w{1,100}+\\([^\n]*:|class \\w{1,100}+[^\n{;]*:|from [\\w.]{1,100}+ import \\w)"),
            new Sign(FileKind.PYTHON, "(?m)^import [\\w.]{1,100}+(?: as \\w+)?\\s*+$"),
            new Sign(
                    FileKind.JAVASCRIPT,
                    "(?m)^\\s*+(?:(?:const|let|var) [\\w${},\\s]{1,100}+=|import [^\n;]{1,200}? from ['\"]|import ['\"]"
                            + "|(?:async )?function\\b|module\\.exports\\b|export (?:default|const|function)\\b)"));

    private KindGuess() {}

    private record Sign(FileKind kind, Pattern pattern) {
        Sign(FileKind kind, String regex) {
            this(kind, Pattern.compile(regex));
        }
    }

    /**
     * The kind of a file, never {@link FileKind#AUTO}.
     *
     * @param name the file's name, perhaps with a path
     * @param head its first characters
     */
    public static FileKind of(String name, String head) {
        String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .toLowerCase(Locale.ROOT);
        String stem = base.contains(".") ? base.substring(0, base.indexOf('.')) : base;
        if (stem.equals("dockerfile") || stem.equals("containerfile")) {
            return FileKind.DOCKERFILE;
        }
        String extension = base.substring(base.lastIndexOf('.') + 1);
        FileKind named = BY_EXTENSION.get(extension);
        if (named != null) {
            return named;
        }
        boolean open = !base.contains(".") || OPEN_EXTENSIONS.contains(extension);
        return open ? byContent(head.substring(0, Math.min(head.length(), LONGEST_HEAD))) : FileKind.TEXT;
    }

    private static FileKind byContent(String head) {
        for (Sign sign : SIGNS) {
            if (sign.pattern().matcher(head).find()) {
                return sign.kind();
            }
        }
        return FileKind.TEXT;
    }
}
