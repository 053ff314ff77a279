package dev.souk.benchmarks.load;

import dev.souk.engine.config.SoukConfig.LedgerSettings;
import dev.souk.server.text.Column;
import dev.souk.server.text.Screen;
import dev.souk.server.text.Table;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code souk bench ledger}. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = {
            "Makes whole calls through a real engine, durably, and counts them: committed in groups, and beside that the same work with"
                    + " every command in a transaction of its own.",
            "",
            "The last line is RESULT and a JSON object."
        })
final class LedgerBench implements Callable<Integer> {
    private static final int QUEUE = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ROLL_UP = Duration.ofSeconds(5);
    private static final Duration ROOTS = Duration.ofHours(1);
    private static final int FEW_CALLERS = 1;

    private final Screen screen;
    private final Progress progress;
    private boolean isWarm;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--database",
            paramLabel = "sqlite|postgres",
            defaultValue = "sqlite",
            description =
                    "Which one; a PostgreSQL server is started for this if no --url names one. Default: ${DEFAULT-VALUE}")
    String database = "sqlite";

    @Option(names = "--url", paramLabel = "JDBC_URL", description = "A PostgreSQL with an empty database")
    @Nullable
    String url;

    @Option(names = "--user", paramLabel = "NAME", defaultValue = "souk", description = "Its user. Default: souk")
    String user = "souk";

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many tenants call. Default: ${DEFAULT-VALUE}")
    int accounts = 10_000;

    @Option(
            names = "--callers",
            paramLabel = "N",
            defaultValue = "256",
            description = "How many calls are under way at once. Default: ${DEFAULT-VALUE}")
    int callers = 256;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "How long each measurement takes, and warming up before all but the first. Default: ${DEFAULT-VALUE}")
    int seconds = 10;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many groups are written at once. Default: ${DEFAULT-VALUE}")
    int lanes = 1;

    @Option(
            names = "--group",
            paramLabel = "N",
            defaultValue = "512",
            description = "The most commands in a group. Default: ${DEFAULT-VALUE}")
    int group = 512;

    @Option(
            names = "--threads",
            paramLabel = "platform|virtual",
            defaultValue = "platform",
            description = "On which kind of threads they call; virtual ones need JDK 21. Default: ${DEFAULT-VALUE}")
    CallerThreads threads = CallerThreads.PLATFORM;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "For how many seconds calls are made before the first measurement, until the JVM has compiled what it will."
                            + " Default: ${DEFAULT-VALUE}")
    int warmUp = 30;

    LedgerBench(Screen screen, Progress progress) {
        this.screen = screen;
        this.progress = progress;
    }

    @Override
    public Integer call() throws Exception {
        try (Databases databases = databases()) {
            LedgerLoad.Result grouped = measure("in groups", databases, lanes, group, callers);
            LedgerLoad.Result alone = measure("in groups, one caller", databases, lanes, group, FEW_CALLERS);
            LedgerLoad.Result plainAlone = measure("one by one, one caller", databases, 1, 1, FEW_CALLERS);
            LedgerLoad.Result best = null;
            int bestLanes = 0;
            for (int connections : databases.lanes()) {
                LedgerLoad.Result plain =
                        measure("one by one, " + connections + " connections", databases, connections, 1, callers);
                if (best == null || plain.perSecond() > best.perSecond()) {
                    best = plain;
                    bestLanes = connections;
                }
            }
            if (best == null) {
                throw new IllegalStateException("no number of connections was tried");
            }
            tell(grouped, best, bestLanes, alone, plainAlone);
        }
        return 0;
    }

    private Databases databases() throws Exception {
        if (url != null) {
            return Databases.postgres(url, user, System.getenv("SOUK_DATABASE_PASSWORD"));
        }
        return switch (database) {
            case "sqlite" -> Databases.sqlite();
            case "postgres" -> Databases.postgres();
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--database takes sqlite or postgres, not " + database);
        };
    }

    private LedgerLoad.Result measure(String what, Databases databases, int lanes, int group, int callers)
            throws Exception {
        try (LedgerLoad load = new LedgerLoad(
                databases, accounts, new LedgerSettings(QUEUE, lanes, group, PATIENCE, ROLL_UP, ROOTS), threads)) {
            progress.begin(what + ": opening " + accounts + " accounts");
            load.open();
            progress.begin(what + ": warming up");
            load.run(callers, Duration.ofSeconds(isWarm ? seconds : warmUp), progress::show);
            isWarm = true;
            progress.begin(what);
            LedgerLoad.Result result = load.run(callers, Duration.ofSeconds(seconds), progress::show);
            progress.end();
            return result;
        }
    }

    private void tell(
            LedgerLoad.Result grouped,
            LedgerLoad.Result plain,
            int plainLanes,
            LedgerLoad.Result alone,
            LedgerLoad.Result plainAlone) {
        Table table = Table.of(
                Column.left(database + ", " + accounts + " accounts"),
                Column.right("callers"),
                Column.right("calls/s"),
                Column.right("p50 us"),
                Column.right("p99 us"),
                Column.right("commands in a group"),
                Column.right("engine's CPU us"),
                Column.right("server's"));
        row(table, "in groups", callers, grouped);
        row(table, "one by one, " + plainLanes + " connections, the best of those tried", callers, plain);
        row(table, "in groups, a lone caller", FEW_CALLERS, alone);
        row(table, "one by one, a lone caller", FEW_CALLERS, plainAlone);
        screen.table(table);
        double ratio = grouped.perSecond() / plain.perSecond();
        double aloneRatio = (double) alone.micros().getValueAtPercentile(99)
                / plainAlone.micros().getValueAtPercentile(99);
        screen.line(String.format(
                Locale.ROOT,
                "%.1f times the rate of one by one; the p99 of a lone caller is %.2f of the plain one's",
                ratio,
                aloneRatio));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("database", database);
        result.put("accounts", accounts);
        result.put("callers", callers);
        result.put("threads", threads.toString());
        result.put("callsPerSecond", Math.round(grouped.perSecond()));
        result.put("oneByOneCallsPerSecond", Math.round(plain.perSecond()));
        result.put("ratio", Math.round(ratio * 100) / 100.0);
        result.put("p50Micros", grouped.micros().getValueAtPercentile(50));
        result.put("p99Micros", grouped.micros().getValueAtPercentile(99));
        result.put("meanBatch", Math.round(grouped.meanGroup() * 10) / 10.0);
        result.put("aloneP99Ratio", Math.round(aloneRatio * 100) / 100.0);
        screen.result(result);
    }

    private static void row(Table table, String what, int callers, LedgerLoad.Result result) {
        table.row(
                what,
                callers,
                Math.round(result.perSecond()),
                result.micros().getValueAtPercentile(50),
                result.micros().getValueAtPercentile(99),
                String.format(Locale.ROOT, "%.1f", result.meanGroup()),
                String.format(Locale.ROOT, "%.0f", result.engine()),
                String.format(Locale.ROOT, "%.0f", result.database()));
    }
}
