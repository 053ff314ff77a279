package dev.souk.server.demo;

import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.server.text.Column;
import dev.souk.server.text.Table;
import dev.souk.spi.caller.Caller;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** More calls at once than the plan allows. */
final class BurstScene implements Scene {
    private static final int CALLS = 8;
    private static final int ALLOWED = 5;

    @Override
    public String title() {
        return "A burst: " + CALLS + " calls at once on a plan of " + ALLOWED + " a minute";
    }

    @Override
    public void play(Stage stage) {
        stage.tenant("dromedary", "solo", "1");
        Caller dina = Caller.of("dromedary", "dina");
        List<CallResult> results = atOnce(() -> stage.call(stage.samples().summary(dina)));
        long answered = results.stream().filter(Receipt.class::isInstance).count();
        List<Refusal.RateLimited> limited = results.stream()
                .filter(Refusal.RateLimited.class::isInstance)
                .map(Refusal.RateLimited.class::cast)
                .toList();
        Table table = Table.of(
                Column.right("refused"),
                Column.left("limit"),
                Column.right("of"),
                Column.right("remaining"),
                Column.right("try again in"));
        int number = 0;
        for (Refusal.RateLimited refusal : limited) {
            table.row(
                    ++number,
                    refusal.limit().name(),
                    refusal.limit().permits(),
                    refusal.remaining(),
                    refusal.retry().plusNanos(999_999_999).toSeconds() + " s");
        }
        stage.screen().table(table);
        stage.expect().same("exactly " + ALLOWED + " were answered", (long) ALLOWED, answered);
        stage.expect().same("the others were refused and cost nothing", CALLS - ALLOWED, limited.size());
        stage.expect()
                .that(
                        "each refusal says when to come back: within a minute",
                        limited.stream()
                                .allMatch(refusal -> refusal.retry().toSeconds() <= 60
                                        && !refusal.retry().isZero()
                                        && refusal.remaining() == 0));
    }

    private static List<CallResult> atOnce(Callable<CallResult> call) {
        ExecutorService callers = Executors.newFixedThreadPool(CALLS);
        try {
            List<CallResult> results = new ArrayList<>();
            for (Future<CallResult> result : callers.invokeAll(Collections.nCopies(CALLS, call))) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException fault) {
            throw new DemoFailedException("the calls at once could not be made: " + fault);
        } finally {
            callers.shutdownNow();
        }
    }
}
