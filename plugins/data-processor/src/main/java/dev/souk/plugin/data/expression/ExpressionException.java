package dev.souk.plugin.data.expression;

/** A text that is no expression, or names what is not there. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    ExpressionException(int position, String message) {
        super(message);
        this.position = position;
    }

    /** The character at which it went wrong, from 1. */
    public int position() {
        return position;
    }
}
