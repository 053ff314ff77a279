package dev.souk.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Who sits at this machine, as far as it can be told without a password: good enough for a trial on the caller's own data.
 *
 * @param user the user's name
 * @param device the machine's name
 */
record Identity(String user, String device) {
    private static final int LONGEST = 128;

    static Identity of(Map<String, String> environment) {
        String user = System.getProperty("user.name", "");
        return new Identity(
                name(user.isBlank() ? environment.getOrDefault("USER", "") : user, "user"),
                name(device(environment), "this-machine"));
    }

    private static String device(Map<String, String> environment) {
        String named = environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", ""));
        if (!named.isBlank()) {
            return named;
        }
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException none) {
            return "";
        }
    }

    /** The name with everything replaced that an id cannot hold. */
    private static String name(String given, String otherwise) {
        String fit = given.replaceAll("[^A-Za-z0-9._@+:-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        return fit.isEmpty() ? otherwise : fit.substring(0, Math.min(LONGEST, fit.length()));
    }
}
