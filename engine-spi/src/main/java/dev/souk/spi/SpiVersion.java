package dev.souk.spi;

/**
 * The semantic version of this SPI. A plugin says in its manifest which versions it works with, and the engine refuses one
 * that does not fit: {@code Plugin-Requires: >=1.0.0 & <2.0.0}.
 *
 * @since 0.1
 */
public final class SpiVersion {
    /** This SPI's version: major changes break plugins, minor ones add, patches repair. */
    public static final String CURRENT = "1.0.0";

    private SpiVersion() {}
}
