package dev.souk.benchmarks.torture.simulation;

/** The process that this thread runs in is gone: thrown wherever it would go on, until it has unwound. Nobody looks at its stack. */
@SuppressWarnings("serial") // never leaves this virtual machine
final class Killed extends Error {
    Killed(String message) {
        super(message, null, false, false);
    }
}
