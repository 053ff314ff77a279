package dev.souk.server.demo;

/** One thing that the demo shows. */
interface Scene {
    /** What it shows. */
    String title();

    /** Shows it, and checks what it claims. */
    void play(Stage stage);
}
