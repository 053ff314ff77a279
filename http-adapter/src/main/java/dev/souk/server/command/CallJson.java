package dev.souk.server.command;

import dev.souk.server.market.CallAnswer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a call came to, for scripts. */
final class CallJson {
    private CallJson() {}

    static Map<String, Object> of(CallAnswer.Answered answer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("executionId", answer.executionId());
        json.put("agent", answer.agent());
        json.put("version", answer.version());
        json.put("output", answer.output());
        json.put("durationMillis", answer.durationMillis());
        json.put("attempts", answer.attempts());
        json.put("charge", answer.charge());
        json.put("balance", answer.balance());
        if (answer.trialCallsLeftOrNull() != null) {
            json.put("trialCallsLeft", answer.trialCallsLeftOrNull());
        }
        json.put("replayed", answer.replayed());
        return json;
    }

    static Map<String, Object> of(CallAnswer.NotAnswered no) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", no.code().id());
        json.put("message", CallText.rounded(no.message()));
        if (!no.details().isEmpty()) {
            json.put("details", no.details());
        }
        if (no.executionIdOrNull() != null) {
            json.put("executionId", no.executionIdOrNull());
        }
        if (no.retryAfterOrNull() != null) {
            json.put("retryAfterSeconds", CallText.wholeSeconds(no.retryAfterOrNull()));
        }
        return json;
    }
}
