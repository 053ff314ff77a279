package dev.souk.plugin.data.spill;

import dev.souk.plugin.data.row.Row;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file of runs: stretches of rows, each written at the end of the file and read on its own later, several of them in
 * turns. It is deleted when it is closed. For one thread.
 */
final class SpillFile implements Closeable {
    private static final int READ_BUFFER_BYTES = 8 << 10;

    private final SpillArea area;
    private final FileChannel channel;
    private long end;

    SpillFile(SpillArea area) throws IOException {
        this.area = area;
        Path path = Files.createTempFile("souk-data-", ".spill");
        this.channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Where a run lies in the file, in bytes. */
    record Run(long from, long to) {}

    /** Writes one run from first to last row. */
    Run write(RunSource rows) throws IOException {
        long from = end;
        try (RunWriter writer = new RunWriter(this)) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                writer.write(row);
            }
        }
        return new Run(from, end);
    }

    /** Where the rows of a run come from, in their order; null after the last. */
    @FunctionalInterface
    interface RunSource {
        @Nullable
        Row next() throws IOException;
    }

    void append(ByteBuffer bytes) throws IOException {
        area.count(bytes.remaining());
        while (bytes.hasRemaining()) {
            end += channel.write(bytes, end);
        }
    }

    RunSource read(Run run) {
        DataInputStream in = new DataInputStream(new BufferedInputStream(new Stretch(channel, run), READ_BUFFER_BYTES));
        return () -> {
            in.mark(1);
            if (in.read() < 0) {
                return null;
            }
            in.reset();
            return RowCodec.read(in);
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The bytes of one run. */
    private static final class Stretch extends InputStream {
        private final FileChannel channel;
        private final long to;
        private long position;

        Stretch(FileChannel channel, Run run) {
            this.channel = channel;
            this.position = run.from();
            this.to = run.to();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int most = (int) Math.min(length, to - position);
            if (most <= 0) {
                return -1;
            }
            int count = channel.read(ByteBuffer.wrap(bytes, offset, most), position);
            if (count < 0) {
                throw new IOException("a spill file was cut off");
            }
            position += count;
            return count;
        }
    }
}
