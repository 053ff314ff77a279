package dev.souk.benchmarks.torture;

import dev.souk.benchmarks.load.Progress;
import java.util.List;

/**
 * One way to find out whether the ledger keeps what it promises: so many cases, each of which holds or fails. Case {@code i} of a run
 * with the seed {@code s} draws everything it draws from {@code s + i}, so that one that failed is tried again as the first case of a run
 * with that seed. Where threads and processes race, the same seed makes the same case, but not the same race.
 *
 * <p>To add one, put it into {@link Tortures}.
 */
public interface Torture {
    /** Its name on the command line. */
    String name();

    /** What is done, and what must hold, in a line or two. */
    String description();

    /** On which databases it can be run, and is if nobody names one; one or more. */
    List<Place.Kind> databases();

    /** How many cases on each database if nobody says; on all its databases that takes less than three minutes. */
    long defaultCases();

    /** Whether it is about what survives a crash; if not, its databases may be in memory, where a commit waits for no disk. */
    default boolean needsDisk() {
        return true;
    }

    /**
     * Runs it.
     *
     * @param seed of the first case
     * @param cases how many; positive
     * @param place where databases are, of one of the kinds named above
     * @param progress told how much of it is over
     * @return what was seen
     * @throws Exception if it could not be run; that says nothing about the ledger
     */
    Outcome run(long seed, long cases, Place place, Progress progress) throws Exception;
}
