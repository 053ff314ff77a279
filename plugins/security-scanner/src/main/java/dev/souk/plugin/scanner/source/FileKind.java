package dev.souk.plugin.scanner.source;

/** What a file is read as. Secrets are looked for in every kind. */
public enum FileKind {
    /** Each file's name and content decide. */
    AUTO,
    /** Nothing more than text. */
    TEXT,
    /** A Dockerfile or Containerfile. */
    DOCKERFILE,
    /** YAML, and Kubernetes' rules for each document in it that is a manifest. */
    KUBERNETES,
    /** Java source. */
    JAVA,
    /** Python source. */
    PYTHON,
    /** JavaScript or TypeScript source. */
    JAVASCRIPT
}
