package dev.souk.server.command;

import dev.souk.server.market.CallAnswer;
import java.util.LinkedHashMap;
import java.util.Map;

/** A call that was not answered, for scripts. */
final class CallJson {
    private CallJson() {}

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
