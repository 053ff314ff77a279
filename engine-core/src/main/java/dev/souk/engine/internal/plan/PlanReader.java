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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/**
 * Reads plans from a JSON file. Its form is that of the default file, {@code dev/souk/engine/plans.json} on the class path. What it
 * does not know it refuses, so that a misspelt price is not a missing one.
 */
public final class PlanReader {
    private static final String DEFAULT_FILE = "/dev/souk/engine/plans.json";
    private static final String FREE = "free";
    /** How the library names the text it reads, and that it does not show it. */
    private static final Pattern SOURCE = Pattern.compile(" ?\\(start marker at \\[Source: .*", Pattern.DOTALL);

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
            throw new SoukException(ErrorCode.CONFIG_INVALID, "the plan file " + file + " " + unread(broken), broken);
        }
    }

    private static String unread(IOException broken) {
        if (broken instanceof NoSuchFileException) {
            return "is not there";
        }
        if (broken instanceof AccessDeniedException) {
            return "may not be read by this user";
        }
        return broken instanceof CharacterCodingException
                ? "is not UTF-8 text"
                : "cannot be read: " + broken.getMessage();
    }

    static Plans read(String text, String source) {
        try {
            return Json.read(Json.object(text), PlanFile.class).toPlans();
        } catch (JsonException | IllegalArgumentException | SoukException broken) {
            String what = broken instanceof JsonException json ? misread(json) : String.valueOf(broken.getMessage());
            throw new SoukException(ErrorCode.CONFIG_INVALID, "the plan file " + source + " is wrong: " + what, broken);
        }
    }

    /** Where and what, in the words of the file: a plan file is no secret, so its line and column may be told. */
    private static String misread(JsonException broken) {
        String message = String.valueOf(broken.getMessage());
        if (!broken.pointer().isEmpty()) {
            String expected = broken.getCause() instanceof MismatchedInputException mismatch ? expected(mismatch) : "";
            return "at " + broken.pointer() + " " + (expected.isEmpty() ? message : "there must be " + expected);
        }
        if (broken.getCause() instanceof StreamReadException syntax && syntax.getLocation() != null) {
            TokenStreamLocation at = syntax.getLocation();
            return "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": "
                    + SOURCE.matcher(message).replaceAll("");
        }
        return message;
    }

    private static String expected(MismatchedInputException mismatch) {
        Class<?> type = mismatch.getTargetType();
        if (type == null || mismatch instanceof PropertyBindingException) {
            return "";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "text";
        }
        return type.isRecord() ? "an object" : "";
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
