package dev.souk.engine.internal.plan;

import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.TrialTerms;
import dev.souk.engine.internal.json.Json;
import dev.souk.engine.internal.json.JsonException;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.PlanId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads plans from a JSON file. Its form is that of the default file, {@code dev/souk/engine/plans.json} on the class path. What it
 * does not know it refuses, so that a misspelt price is not a missing one.
 */
public final class PlanReader {
    private static final String DEFAULT_FILE = "/dev/souk/engine/plans.json";
    private static final String FREE = "free";

    private PlanReader() {}

    /** The plans an engine has if nobody says otherwise. */
    public static Plans standard() {
        try (InputStream file = Objects.requireNonNull(PlanReader.class.getResourceAsStream(DEFAULT_FILE))) {
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8), DEFAULT_FILE);
        } catch (IOException broken) {
            throw new SoukException(ErrorCode.CONFIG_INVALID, "the default plans cannot be read", broken);
        }
    }

    /**
     * The plans in a file.
     *
     * @param file a JSON file
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if it cannot be read or says something that makes no sense
     */
    public static Plans read(Path file) {
        try {
            return read(Files.readString(file), file.toString());
        } catch (IOException broken) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID,
                    "the plan file " + file + " cannot be read: " + broken.getMessage(),
                    broken);
        }
    }

    static Plans read(String text, String source) {
        try {
            return Json.read(Json.object(text), PlanFile.class).toPlans();
        } catch (JsonException | IllegalArgumentException | SoukException broken) {
            String where =
                    broken instanceof JsonException json && !json.pointer().isEmpty()
                            ? "at " + json.pointer() + " "
                            : "";
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID,
                    "the plan file " + source + " is wrong: " + where + broken.getMessage(),
                    broken);
        }
    }

    /** The file as it is written. */
    record PlanFile(List<@Nullable PlanEntry> plans, TrialEntry trial, UserEntry user) {
        Plans toPlans() {
            if (plans == null || trial == null || user == null) {
                throw new IllegalArgumentException("it needs plans, trial and user");
            }
            List<Plan> read = new ArrayList<>();
            for (@Nullable PlanEntry entry : plans) {
                if (entry == null) {
                    throw new IllegalArgumentException("a plan is null");
                }
                read.add(entry.toPlan());
            }
            return new Plans(read, trial.toTerms(), user.requestsPerMinute);
        }
    }

    /** A plan as it is written; the price a decimal as text, or {@code "free"}. */
    record PlanEntry(
            String id,
            long requestsPerMinute,
            long requestsPerHour,
            long callsInFlight,
            @Nullable String price,
            @Nullable Boolean tenantPaysModels) {
        Plan toPlan() {
            if (id == null) {
                throw new IllegalArgumentException("a plan has no id");
            }
            return new Plan(
                    new PlanId(id),
                    requestsPerMinute,
                    requestsPerHour,
                    callsInFlight,
                    price == null ? null : price(price),
                    Boolean.TRUE.equals(tenantPaysModels));
        }

        private Credits price(String written) {
            if (written.equals(FREE)) {
                return Credits.ZERO;
            }
            Credits amount = Credits.parse(written);
            if (!amount.isPositive()) {
                throw new IllegalArgumentException(
                        "plan " + id + ": a price of " + written + "; write \"free\" if the plan is free");
            }
            return amount;
        }
    }

    /** The trial as it is written. */
    record TrialEntry(@Nullable Long calls, long callsInFlight) {
        TrialTerms toTerms() {
            if (calls == null) {
                throw new IllegalArgumentException(
                        "the trial does not say how many calls it has; write 0 if there is none");
            }
            return new TrialTerms(calls, callsInFlight);
        }
    }

    /** What holds for each user, as it is written. */
    record UserEntry(long requestsPerMinute) {}
}
