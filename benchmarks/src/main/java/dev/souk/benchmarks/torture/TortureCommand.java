package dev.souk.benchmarks.torture;

import dev.souk.benchmarks.load.Progress;
import dev.souk.server.text.Column;
import dev.souk.server.text.Screen;
import dev.souk.server.text.Table;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code souk torture}. */
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        description = {
            "Tries whether the ledger keeps what it promises, again and again; without a name it lists the ways.",
            "",
            "The last line is RESULT and a JSON object. The exit code is 1 if anything was not as it must be."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  souk torture",
            "  souk torture race --cases 1000 --database postgres",
            "  souk torture kill --database sqlite --seed 42 --cases 1"
        })
final class TortureCommand implements Callable<Integer> {
    /** Seeds that are drawn are short, because people copy them. */
    private static final int SEEDS = 1_000_000_000;

    private static final int SHOWN = 20;

    private final Screen screen;
    private final Progress progress;
    private final List<Torture> tortures;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Which")
    @Nullable
    String name;

    @Option(
            names = "--cases",
            paramLabel = "N",
            description = "How many on each database; without it all together takes less than three minutes")
    @Nullable
    Long cases;

    @Option(
            names = "--database",
            paramLabel = "sqlite|postgres|memory",
            description = "On which; without it on all that the torture can be run on, one after the other")
    @Nullable
    String database;

    @Option(
            names = "--url",
            paramLabel = "JDBC_URL",
            description =
                    "A PostgreSQL with an empty database; its password is in SOUK_DATABASE_PASSWORD. Without it a server"
                            + " is started for this")
    @Nullable
    String url;

    @Option(names = "--user", paramLabel = "NAME", defaultValue = "souk", description = "Its user. Default: souk")
    String user = "souk";

    @Option(names = "--seed", paramLabel = "N", description = "Of the first case; drawn if it is not named")
    @Nullable
    Long seed;

    TortureCommand(Screen screen, Progress progress) {
        this(screen, progress, Tortures.ALL);
    }

    /** Of other tortures than those there are. */
    TortureCommand(Screen screen, Progress progress, List<Torture> tortures) {
        this.screen = screen;
        this.progress = progress;
        this.tortures = tortures;
    }

    @Override
    public Integer call() throws Exception {
        if (name == null) {
            list();
            return 0;
        }
        Torture torture = tortures.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("no torture is named '" + name + "'; there are " + names()));
        if (cases != null && cases < 1) {
            throw wrong("--cases is a positive number, not " + cases);
        }
        return run(torture);
    }

    private String names() {
        return tortures.stream().map(Torture::name).collect(Collectors.joining(", "));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void list() {
        Table table = Table.of(
                Column.left("torture"),
                Column.wrapped("what is done, and what must hold", 60),
                Column.wrapped("databases", 16),
                Column.right("cases"));
        for (Torture torture : tortures) {
            table.row(torture.name(), torture.description(), labels(torture.databases()), torture.defaultCases());
        }
        screen.table(table);
        screen.line("Run one: souk torture NAME [--cases N]; more: souk torture --help");
    }

    private static String labels(List<Place.Kind> kinds) {
        return kinds.stream().map(Place.Kind::label).collect(Collectors.joining(", "));
    }

    private List<Place.Kind> kinds(Torture torture) {
        if (database == null && url == null) {
            return torture.databases();
        }
        String label = database == null ? Place.Kind.POSTGRES.label() : database;
        if (url != null && !label.equals(Place.Kind.POSTGRES.label())) {
            throw wrong("--url names a PostgreSQL, and --database says " + label);
        }
        return torture.databases().stream()
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> wrong(
                        torture.name() + " is run on " + labels(torture.databases()) + ", not on '" + label + "'"));
    }

    /** What came of it on one database. */
    private record On(Place.Kind kind, Outcome outcome, double seconds) {}

    private int run(Torture torture) throws Exception {
        List<Place.Kind> kinds = kinds(torture);
        long first = seed == null ? new SecureRandom().nextInt(SEEDS) : seed;
        long each = cases == null ? torture.defaultCases() : cases;
        List<On> all = new ArrayList<>();
        for (Place.Kind kind : kinds) {
            progress.begin(torture.name() + " on " + kind.label() + ", " + each + " cases from seed " + first);
            long begun = System.nanoTime();
            try (Place place = place(torture, kind)) {
                Outcome outcome = torture.run(first, each, place, progress);
                all.add(new On(kind, outcome, (System.nanoTime() - begun) / 1e9));
            } finally {
                progress.end();
            }
        }
        tell(torture, first, all);
        return all.stream().allMatch(on -> on.outcome().failures() == 0) ? 0 : 1;
    }

    private Place place(Torture torture, Place.Kind kind) throws Exception {
        if (url == null) {
            return Place.of(kind, torture);
        }
        String password = System.getenv("SOUK_DATABASE_PASSWORD");
        return Place.named(url, user, password == null ? "" : password);
    }

    private void tell(Torture torture, long first, List<On> all) {
        Table table = Table.of(Column.left(torture.name()), Column.left("database"), Column.right("count"));
        Map<String, Long> counters = new TreeMap<>();
        long cases = 0;
        long failures = 0;
        double seconds = 0;
        for (On on : all) {
            Outcome outcome = on.outcome();
            String where = on.kind().label();
            table.row("cases", where, outcome.cases());
            outcome.counters().forEach((what, count) -> {
                table.row(what, where, count);
                counters.merge(what, count, Long::sum);
            });
            table.row("failures", where, outcome.failures());
            table.row("seconds", where, String.format(Locale.ROOT, "%.1f", on.seconds()));
            cases += outcome.cases();
            failures += outcome.failures();
            seconds += on.seconds();
        }
        screen.table(table);
        all.forEach(on -> complain(torture, on));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", torture.name());
        result.put("cases", cases);
        result.put("failures", failures);
        result.put("databases", all.stream().map(on -> on.kind().label()).toList());
        result.put("seed", first);
        result.put("seconds", Math.round(seconds * 10) / 10.0);
        result.put("counters", counters);
        screen.result(result);
    }

    private void complain(Torture torture, On on) {
        List<Outcome.Failed> failed = on.outcome().first();
        failed.stream()
                .limit(SHOWN)
                .forEach(each -> screen.line("FAILED " + each.what() + System.lineSeparator()
                        + "  again: souk torture " + torture.name() + " --database "
                        + on.kind().label() + " --seed " + each.seed()
                        + " --cases " + each.cases()));
        if (on.outcome().failures() > SHOWN) {
            screen.line("and " + (on.outcome().failures() - SHOWN) + " more");
        }
    }
}
