package dev.souk.jdbc.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Long lists of ids, cut into pieces that fit a statement. Pieces come in the ids' own order, and each is filled up to a power of
 * two by repeating its last id, so that few different statements have to be prepared.
 */
final class IdLists {
    /** The most ids in one statement. */
    static final int MAX_IDS = 512;

    private IdLists() {}

    static <T extends Comparable<? super T>> List<List<T>> pieces(Collection<T> ids) {
        List<T> sorted = new ArrayList<>(ids);
        Collections.sort(sorted);
        List<List<T>> pieces = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += MAX_IDS) {
            List<T> piece = new ArrayList<>(sorted.subList(from, Math.min(from + MAX_IDS, sorted.size())));
            T last = piece.get(piece.size() - 1);
            while (Integer.bitCount(piece.size()) != 1) {
                piece.add(last);
            }
            pieces.add(piece);
        }
        return pieces;
    }

    /** What stands in the statement for a piece: {@code ?,?,?,?}. */
    static String marks(String mark, List<?> piece) {
        return String.join(",", Collections.nCopies(piece.size(), mark));
    }
}
