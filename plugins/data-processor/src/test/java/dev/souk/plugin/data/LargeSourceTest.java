package dev.souk.plugin.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A file of 100 MB in a JVM with 64 MB of heap. The expected results are computed while the file is written. */
class LargeSourceTest {
    private static final long FILE_BYTES = 100_000_000;
    private static final int STATIONS = 500;
    private static final Path DIRECTORY = Path.of("target", "large");
    private static final Path SOURCE = DIRECTORY.resolve("readings.csv");

    // By station: how many readings are kept, and the sum of their amounts in hundredths.
    private static final TreeMap<String, long[]> KEPT = new TreeMap<>();
    private static long rows;
    private static long bad;

    @BeforeAll
    static void writeTheFile() throws IOException {
        Files.createDirectories(DIRECTORY);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(SOURCE), 1 << 16)) {
            byte[] header = "id,station,value,factor,note\n".getBytes(StandardCharsets.US_ASCII);
            out.write(header);
            long written = header.length;
            while (written < FILE_BYTES) {
                byte[] line = line(rows++).getBytes(StandardCharsets.US_ASCII);
                out.write(line);
                written += line.length;
            }
        }
    }

    private static String line(long row) {
        String id = id(row);
        String station = "station-" + (row * 31 % STATIONS);
        if (row % 100_000 == 99_999) {
            bad++;
            return id + "," + station + ",none,1,bad\n";
        }
        long hundredths = row * 7_919 % 1_000_000;
        long factor = 1 + row % 7;
        if (hundredths >= 250_000) {
            long[] kept = KEPT.computeIfAbsent(station, s -> new long[2]);
            kept[0]++;
            kept[1] += hundredths * factor;
        }
        return id + "," + station + "," + hundredths / 100 + "." + (hundredths % 100 / 10) + (hundredths % 10) + ","
                + factor + ",some text that only takes up space\n";
    }

    // The ids run through a permutation, so that sorting by them has work to do: the factor is prime to 2^32.
    private static String id(long row) {
        return HexFormat.of().toHexDigits((int) (row * 2_654_435_761L));
    }

    @AfterAll
    static void removeTheFile() throws IOException {
        Files.deleteIfExists(SOURCE);
    }

    @Test
    void isFilteredDerivedAndGroupedExactly() throws Exception {
        StringBuilder expected = new StringBuilder("station,n,total\r\n");
        KEPT.forEach((station, kept) -> expected.append(station)
                .append(',')
                .append(kept[0])
                .append(',')
                .append(BigDecimal.valueOf(kept[1], 2))
                .append("\r\n"));
        long kept = KEPT.values().stream().mapToLong(k -> k[0]).sum();
        assertThat(kept).isGreaterThan(1_000_000);

        String steps = """
                {"cast": {"column": "value", "type": "DECIMAL"}},
                {"cast": {"column": "factor", "type": "INTEGER"}},
                {"filter": {"where": "value >= 2500"}},
                {"derive": {"column": "amount", "expression": "value * factor"}},
                {"group": {"by": ["station"], "aggregates": [
                  {"function": "COUNT", "as": "n"}, {"function": "SUM", "column": "amount", "as": "total"}]}},
                {"sort": {"by": [{"column": "station"}]}}""";
        assertThat(run("group", steps, STATIONS)).isEqualTo(expected.toString());
    }

    @Test
    void isSortedOnDisk() throws Exception {
        List<String> ids = LongStream.range(0, rows)
                .mapToObj(LargeSourceTest::id)
                .sorted()
                .limit(1_000)
                .toList();
        String steps = """
                {"sort": {"by": [{"column": "id"}]}}, {"select": {"columns": ["id"]}}""";
        assertThat(run("sort", steps, rows)).isEqualTo("id\r\n" + String.join("\r\n", ids) + "\r\n");
    }

    @Test
    void hasMoreDifferentKeysThanFitTheMemory() throws Exception {
        List<String> firstSeen = LongStream.range(0, 1_000)
                .mapToObj(row -> id(row) + ",1,some text that only takes up space")
                .toList();
        String steps = """
                {"limit": {"rows": 400000}},
                {"deduplicate": {"columns": ["id"]}},
                {"group": {"by": ["id"], "aggregates": [
                  {"function": "COUNT", "as": "n"}, {"function": "LAST", "column": "note", "as": "note"}]}}""";
        assertThat(run("keys", steps, 400_000)).isEqualTo("id,n,note\r\n" + String.join("\r\n", firstSeen) + "\r\n");
    }

    private static String run(String name, String steps, long rowsOut) throws IOException, InterruptedException {
        Path request = DIRECTORY.resolve(name + ".request.json");
        Path result = DIRECTORY.resolve(name + ".result.txt");
        Path log = DIRECTORY.resolve(name + ".log");
        Files.writeString(
                request,
                "{\"source\": {\"attachment\": \"large.csv\"}, \"steps\": [" + steps
                        + "], \"output\": {\"format\": \"CSV\"}}");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LargeSourceRun.class.getName(),
                        SOURCE.toString(),
                        request.toString(),
                        result.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();

        String[] parts = Files.readString(result).split("\n", 4);
        assertThat(Long.parseLong(parts[0])).isLessThanOrEqualTo(64L << 20);
        assertThat(parts[1])
                .contains("rowsRead=" + (steps.contains("limit") ? rowsOut : rows))
                .contains("rowsOut=" + rowsOut);
        assertThat(bad).isPositive();
        assertThat(parts[2]).isEqualTo(String.valueOf(rowsOut > 1_000));
        return parts[3];
    }
}
