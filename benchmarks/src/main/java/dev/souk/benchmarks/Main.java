package dev.souk.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks and prints, after JMH's own report, each figure as a ratio to the floor of its group. */
public final class Main {
    private static final String SHORT = "--short";
    private static final String FLOOR = "Floor";

    private Main() {}

    /**
     * Runs them.
     *
     * @param arguments {@code --short} for a run of under two minutes; everything else goes to JMH, see {@code -h}
     */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException, IOException {
        boolean isShort = Arrays.asList(arguments).contains(SHORT);
        String[] rest = Arrays.stream(arguments)
                .filter(argument -> !argument.equals(SHORT))
                .toArray(String[]::new);
        if (Arrays.asList(rest).contains("-h") || Arrays.asList(rest).contains("-l")) {
            org.openjdk.jmh.Main.main(rest);
            return;
        }
        OptionsBuilder options = new OptionsBuilder();
        options.parent(new CommandLineOptions(rest));
        options.jvmArgsAppend("-Xmx4g", "-Xms2g");
        options.forks(1);
        options.warmupIterations(isShort ? 2 : 5);
        options.measurementIterations(isShort ? 3 : 10);
        options.warmupTime(isShort ? TimeValue.milliseconds(500) : TimeValue.seconds(1));
        options.measurementTime(isShort ? TimeValue.milliseconds(700) : TimeValue.seconds(1));
        print(new Runner(options.build()).run());
    }

    private static void print(Collection<RunResult> results) {
        Map<String, Double> nanos = new TreeMap<>();
        for (RunResult result : results) {
            String label = result.getParams().getBenchmark();
            nanos.put(
                    label.substring(label.lastIndexOf('.') + 1),
                    result.getPrimaryResult().getScore());
        }
        StringBuilder json = new StringBuilder();
        System.out.printf(Locale.ROOT, "%n%-26s %12s %10s%n", "benchmark", "ns/op", "× floor");
        nanos.forEach((name, score) -> {
            Double floor = nanos.get(group(name) + FLOOR);
            System.out.printf(
                    Locale.ROOT,
                    "%-26s %12.1f %10s%n",
                    name,
                    score,
                    floor == null ? "" : String.format(Locale.ROOT, "%.2f", score / floor));
            json.append(json.isEmpty() ? "" : ", ").append(String.format(Locale.ROOT, "\"%s\": %.1f", name, score));
        });
        System.out.println("RESULT {" + json + "}");
    }

    /** The part of a benchmark's name before who is measured: {@code admitted} of {@code admittedSouk}. */
    private static String group(String name) {
        int end = 0;
        while (end < name.length() && !Character.isUpperCase(name.charAt(end))) {
            end++;
        }
        return name.substring(0, end);
    }
}
