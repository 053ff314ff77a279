package dev.souk.plugin.data.row;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows one after another, each made when it is asked for. For one thread. */
public interface RowStream {
    /** The columns of every row. */
    Columns columns();

    /**
     * The next row.
     *
     * @return null after the last
     * @throws IOException if a source or a spill file cannot be read or written
     */
    @Nullable
    Row next() throws IOException;
}
