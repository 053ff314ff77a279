package dev.souk.server.command;

/** What a command's end says to a script. */
final class ExitCodes {
    static final int OK = 0;
    /** Something that was checked is wrong, or the command could not do its work. */
    static final int FAULT = 1;
    /** Options or arguments that make no sense. */
    static final int USAGE = 2;
    /** A call that was refused: the caller has to act, or to wait. */
    static final int REFUSED = 3;
    /** A call that failed: the agent or the engine did. */
    static final int FAILED = 4;

    private ExitCodes() {}
}
