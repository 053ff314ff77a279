package dev.souk.spi.agent;

/**
 * One thing an agent can do, by which callers find it.
 *
 * @param id a short name such as {@code key-phrases}; 1 to 64 of {@code a-z 0-9 -}
 * @param description one sentence
 * @since 0.1
 */
public record Skill(String id, String description) {
    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if the id is not of its form
     */
    public Skill {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException("'" + id + "' is not a skill id; use 1 to 64 of a-z, 0-9 and -");
        }
    }
}
