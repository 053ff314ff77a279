package dev.souk.benchmarks.torture;

import dev.souk.benchmarks.load.Progress;
import dev.souk.benchmarks.torture.model.LedgerModel;
import java.util.List;

/** Random histories of commands against a model of maps; a case is one history. */
final class ModelTorture implements Torture {
    /** How many histories share a store: a new one in memory costs little, and it looks for everything by looking at everything. */
    private static final int HISTORIES_IN_MEMORY = 80;

    private static final int HISTORIES_IN_DATABASE = 250;

    @Override
    public String name() {
        return "model";
    }

    @Override
    public String description() {
        return "Random commands over several accounts and units, in histories of up to 30. After each command engine and model must say"
                + " the same; a history that fails is shown in its shortest form.";
    }

    @Override
    public List<Place.Kind> databases() {
        return List.of(Place.Kind.MEMORY, Place.Kind.SQLITE, Place.Kind.POSTGRES);
    }

    @Override
    public long defaultCases() {
        return 1_000;
    }

    @Override
    public boolean needsDisk() {
        return false;
    }

    /** Ends with the first history that fails. */
    @Override
    public Outcome run(long seed, long cases, Place place, Progress progress) throws Exception {
        LedgerModel model = new LedgerModel(
                () -> place.next().open(),
                place.kind() == Place.Kind.MEMORY ? HISTORIES_IN_MEMORY : HISTORIES_IN_DATABASE,
                place.kind() != Place.Kind.POSTGRES);
        LedgerModel.Report report = model.run(seed, cases, done -> progress.show((double) done / cases));
        Findings findings = new Findings();
        report.outcomes().forEach(findings::count);
        findings.count("steps", report.steps());
        report.failure().ifPresent(failed -> findings.fail(failed.seed(), failed.toString()));
        return findings.outcome(report.histories());
    }
}
