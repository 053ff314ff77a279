package dev.souk.benchmarks.load;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processor time that was used so far, in nanoseconds.
 *
 * @param engine by this process
 * @param database by the processes of its database's server; zero if that is none of our own
 */
record ProcessorTime(long engine, long database) {
    /**
     * Up to now.
     *
     * @param server the first process of a database's server, if there is one
     */
    static ProcessorTime now(Optional<ProcessHandle> server) {
        return new ProcessorTime(
                of(ProcessHandle.current()),
                server.stream()
                        .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
                        .mapToLong(ProcessorTime::of)
                        .sum());
    }

    private static long of(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /** What was used since then. */
    ProcessorTime since(ProcessorTime before) {
        return new ProcessorTime(engine - before.engine, database - before.database);
    }
}
