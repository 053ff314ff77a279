package dev.souk.plugin.data;

import dev.souk.plugin.data.row.Rejection;
import dev.souk.plugin.data.row.Rejections;
import dev.souk.plugin.data.row.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows that did not fit, as the answer has them. */
final class RejectionReport {
    private RejectionReport() {}

    static Map<String, Object> of(Rejections rejections) {
        Map<String, Long> byKind = new LinkedHashMap<>();
        rejections.countByKind().forEach((kind, count) -> byKind.put(kind.name(), count));
        List<Map<String, Object>> first = new ArrayList<>();
        for (Rejection rejection : rejections.first()) {
            first.add(of(rejection));
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("count", rejections.count());
        report.put("byKind", byKind);
        report.put("first", first);
        return report;
    }

    private static Map<String, Object> of(Rejection rejection) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", rejection.at());
        if (rejection.line() != Row.NO_LINE) {
            fields.put("line", rejection.line());
        }
        if (rejection.column() != null) {
            fields.put("column", rejection.column());
        }
        fields.put("kind", rejection.kind().name());
        fields.put("reason", rejection.reason());
        return fields;
    }
}
