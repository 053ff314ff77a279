package dev.souk.plugin.data.spill;

import dev.souk.plugin.data.row.Row;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes rows to the end of a spill file through a buffer. */
final class RunWriter implements Closeable {
    private static final int WRITE_BUFFER_BYTES = 64 << 10;

    private final DataOutputStream out;

    RunWriter(SpillFile file) {
        out = new DataOutputStream(new BufferedOutputStream(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        file.append(ByteBuffer.wrap(bytes, offset, length));
                    }
                },
                WRITE_BUFFER_BYTES));
    }

    void write(Row row) throws IOException {
        RowCodec.write(out, row);
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
