package dev.souk.plugin.data.row;

import dev.souk.spi.agent.AgentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the rows that did not fit and keeps the first of them, or stops at the first. For one thread. */
public final class Rejections {
    /** How many are kept; all are counted. */
    public static final int MAX_KEPT = 100;

    private final OnBadRow onBadRow;
    private final List<Rejection> first = new ArrayList<>();
    private final Map<RejectionKind, Long> countByKind = new EnumMap<>(RejectionKind.class);
    private long count;

    /**
     * None so far.
     *
     * @param onBadRow what to do about one
     */
    public Rejections(OnBadRow onBadRow) {
        this.onBadRow = onBadRow;
    }

    /**
     * Notes a row.
     *
     * @param at which part of the request it did not fit, as a JSON pointer
     * @param line where its record begins
     * @param fault why
     * @throws AgentException invalid input, if bad rows are to fail
     */
    public void add(String at, long line, RowFault fault) {
        Rejection rejection = new Rejection(at, line, fault.column(), fault.kind(), fault.reason());
        if (onBadRow == OnBadRow.FAIL) {
            throw AgentException.invalidInput(at, rejection.toString());
        }
        count++;
        countByKind.merge(fault.kind(), 1L, Long::sum);
        if (first.size() < MAX_KEPT) {
            first.add(rejection);
        }
    }

    /** How many there were. */
    public long count() {
        return count;
    }

    /** How many there were of each kind that there was. */
    public Map<RejectionKind, Long> countByKind() {
        return Collections.unmodifiableMap(countByKind);
    }

    /** The first {@link #MAX_KEPT}, in the order in which they were met. */
    public List<Rejection> first() {
        return Collections.unmodifiableList(first);
    }
}
