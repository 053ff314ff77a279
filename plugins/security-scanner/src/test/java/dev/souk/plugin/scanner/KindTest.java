package dev.souk.plugin.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.scanner.source.FileKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindTest {
    @ParameterizedTest
    @CsvSource({
        "Dockerfile, DOCKERFILE",
        "build/Dockerfile.prod, DOCKERFILE",
        "api.dockerfile, DOCKERFILE",
        "Containerfile, DOCKERFILE",
        "k8s\\pod.YAML, KUBERNETES",
        "a.yml, KUBERNETES",
        "A.java, JAVA",
        "a.py, PYTHON",
        "a.mjs, JAVASCRIPT",
        "a.tsx, JAVASCRIPT",
        "a.txt, TEXT",
        "LICENSE, TEXT"
    })
    void theNameTells(String name, FileKind kind) {
        assertThat(kind(name, "nothing that tells\n")).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# syntax=docker/dockerfile:1~~ARG A=1~FROM a:1 AS b~RUN x|DOCKERFILE",
                "FROM where I stand, all is well.|TEXT",
                "from a import b~|PYTHON",
                "apiVersion: v1~kind: Pod|KUBERNETES",
                "{ \"kind\": \"Pod\", \"apiVersion\": \"v1\"}|KUBERNETES",
                "package a.b;~|JAVA",
                "// c~public final class A {|JAVA",
                "#!/usr/bin/env python3~x = 1|PYTHON",
                "import os~|PYTHON",
                "#!/usr/bin/env node~|JAVASCRIPT",
                "const a = require('a');|JAVASCRIPT",
                "import a from './a';|JAVASCRIPT",
                "The class was public.|TEXT",
                "{ \"name\": \"apiVersion\" }|TEXT"
            })
    void withoutATellingNameTheContentTells(String text, FileKind kind) {
        assertThat(kind("upload", text.replace('~', '\n'))).isEqualTo(kind);
    }

    @Test
    void aNameThatTellsOfSomethingElseIsBelieved() {
        assertThat(kind("README.md", "apiVersion: v1\nkind: Pod\n")).isEqualTo(FileKind.TEXT);
        assertThat(kind("upload.txt", "apiVersion: v1\nkind: Pod\n")).isEqualTo(FileKind.KUBERNETES);
    }

    private static FileKind kind(String name, String text) {
        return Scanned.text(name, text).report().files().get(0).kind();
    }
}
