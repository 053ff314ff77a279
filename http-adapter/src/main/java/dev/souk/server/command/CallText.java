package dev.souk.server.command;

import dev.souk.server.market.CallAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A call that was not answered, in words for people. */
final class CallText {
    private static final Pattern WAIT = Pattern.compile("(?<=try again in )([0-9]{1,9})\\.[0-9]+(?= s)");

    private CallText() {}

    /**
     * What to show, line by line.
     *
     * @param no what came of the call
     * @param tenant who was to pay
     * @param where the options that name the same data, if it is local data; null if a server was asked
     */
    static List<String> of(CallAnswer.NotAnswered no, String tenant, @Nullable String where) {
        List<String> lines = new ArrayList<>();
        if (no.details().isEmpty()) {
            lines.add(no.code().id() + ": " + rounded(no.message()));
        } else {
            lines.add(no.code().id() + ": the input is not what the agent takes");
            no.details().forEach(detail -> lines.add("  " + detail));
        }
        if (where != null && !no.offers().isEmpty()) {
            lines.add("To go on, put the tenant on one of these plans and give it credits, for example:");
            lines.add("  souk tenants set " + tenant + " --plan " + no.offers().get(0) + where);
            lines.add("  souk credits grant 10 --tenant " + tenant + where);
        }
        return lines;
    }

    /** The message with the time to wait in whole seconds, rounded up: a microsecond too early is refused again. */
    static String rounded(String message) {
        return WAIT.matcher(message).replaceAll(seconds -> Long.toString(Long.parseLong(seconds.group(1)) + 1));
    }

    /** The time to wait in whole seconds, rounded up. */
    static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
