package dev.souk.plugin.data;

import dev.souk.plugin.data.output.OutputSpec;
import dev.souk.plugin.data.row.OnBadRow;
import dev.souk.plugin.data.source.Source;
import dev.souk.plugin.data.step.Step;
import java.util.List;

/**
 * What a caller asks for.
 *
 * @param source where the rows come from
 * @param steps what is done with them, in order; at most {@link #MAX_STEPS}
 * @param output what the caller wants to see
 * @param onBadRow what to do about rows that do not fit
 */
record Request(Source source, List<Step> steps, OutputSpec output, OnBadRow onBadRow) {
    /** The most steps of a request. */
    static final int MAX_STEPS = 50;

    Request {
        steps = List.copyOf(steps);
    }
}
