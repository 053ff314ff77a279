package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.RowStream;
import java.io.IOException;

/** One thing done with rows, as a caller says it. */
public sealed interface Step permits Select, Rename, Cast, Filter, Derive, Deduplicate, Join, Group, Sort, Limit {
    /**
     * The place in the request, as a JSON pointer such as {@code /steps/2/filter}.
     */
    String at();

    /**
     * Puts the step behind a stream. No row is read yet.
     *
     * @param rows what comes in
     * @param workspace what the steps of the call share
     * @return what comes out
     * @throws dev.souk.spi.agent.AgentException invalid input, if the step does not fit the columns
     * @throws IOException if a source cannot be read
     */
    RowStream behind(RowStream rows, Workspace workspace) throws IOException;
}
