package dev.souk.server.command;

import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import java.util.LinkedHashMap;
import java.util.Map;

/** Plans in the form of the plan file. */
final class PlanJson {
    private PlanJson() {}

    static Map<String, Object> of(Plans plans) {
        Map<String, Object> trial = new LinkedHashMap<>();
        trial.put("calls", plans.trial().calls());
        trial.put("callsInFlight", plans.trial().callsInFlight());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("plans", plans.plans().stream().map(PlanJson::of).toList());
        all.put("trial", trial);
        all.put("user", Map.of("requestsPerMinute", plans.requestsPerMinuteAndUser()));
        return all;
    }

    private static Map<String, Object> of(Plan plan) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", plan.id().value());
        one.put("requestsPerMinute", plan.requestsPerMinute());
        one.put("requestsPerHour", plan.requestsPerHour());
        one.put("callsInFlight", plan.callsInFlight());
        plan.price().ifPresent(price -> one.put("price", price.toString()));
        if (plan.tenantPaysModels()) {
            one.put("tenantPaysModels", true);
        }
        return one;
    }
}
