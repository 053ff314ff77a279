package dev.souk.server.demo;

/** The demo cannot go on, because something that later scenes build on did not happen. */
public final class DemoFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailedException(String message) {
        super(message);
    }
}
