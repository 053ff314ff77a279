package dev.souk.engine.internal.json;

import java.io.IOException;
import java.io.OutputStream;

/** Counts what is written to it, keeps nothing, and stops the writer when it is too much. Used by one thread. */
final class CountingStream extends OutputStream {
    private final long most;
    private long count;

    CountingStream(long most) {
        this.most = most;
    }

    long count() {
        return count;
    }

    @Override
    public void write(int b) throws IOException {
        add(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        add(length);
    }

    private void add(int bytes) throws IOException {
        count += bytes;
        if (count > most) {
            throw new IOException("more than " + most + " bytes");
        }
    }
}
