package dev.souk.plugin.data.sample;

import static dev.souk.plugin.data.Processing.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.data.Processing.Answer;
import dev.souk.spi.agent.Attachment;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrdersSampleTest {
    private static final String CASTS = """
            {"cast": {"column": "order_date", "type": "DATE"}},
            {"cast": {"column": "quantity", "type": "INTEGER"}},
            {"cast": {"column": "unit_price", "type": "DECIMAL"}}""";

    private static Answer orders(String steps, String output) throws IOException {
        return run(
                "{\"source\": {\"attachment\": \"orders.csv\"}, \"steps\": [" + steps + "], \"output\": " + output
                        + "}",
                Attachment.of("orders.csv", "text/csv", OrdersSample.ORDERS),
                Attachment.of("countries.csv", "text/csv", OrdersSample.COUNTRIES));
    }

    @Test
    void theFilesAreWhatTheGeneratorMakes() throws IOException {
        assertThat(Files.readString(OrdersSample.ORDERS)).isEqualTo(OrdersSample.orders());
        assertThat(Files.readString(OrdersSample.COUNTRIES)).isEqualTo(OrdersSample.countries());
    }

    @Test
    void theTenBadRecordsAreReportedByLine() throws IOException {
        Answer answer = orders(CASTS, "{}");
        assertThat(answer.rowsRead()).isEqualTo(OrdersSample.ORDER_COUNT + 6);
        assertThat(answer.rowsOut()).isEqualTo(OrdersSample.ORDER_COUNT + 6 - 10);
        assertThat(answer.rejectedByKind()).isEqualTo(Map.of("CAST", 6L, "FIELD_COUNT", 3L, "QUOTE", 1L));
        assertThat(answer.rejections())
                .containsExactlyInAnyOrder(
                        "/steps/1/cast line 138 quantity CAST",
                        "/steps/0/cast line 403 order_date CAST",
                        "/source line 616 FIELD_COUNT",
                        "/steps/1/cast line 1455 quantity CAST",
                        "/source line 2003 FIELD_COUNT",
                        "/steps/0/cast line 2022 order_date CAST",
                        "/source line 2608 FIELD_COUNT",
                        "/source line 3055 QUOTE",
                        "/steps/1/cast line 3316 quantity CAST",
                        "/steps/0/cast line 3783 order_date CAST");
    }

    @Test
    void theSixDuplicatesGo() throws IOException {
        Answer answer = orders(CASTS + ", {\"deduplicate\": {\"columns\": [\"order_id\"]}}", "{\"maxRows\": 0}");
        assertThat(answer.rowsOut()).isEqualTo(OrdersSample.ORDER_COUNT - 10);
    }

    @Test
    void revenueByRegionIsTheSumOverTheFile() throws IOException {
        Answer answer = orders(CASTS + """
                        , {"filter": {"where": "status != 'CANCELLED'"}},
                        {"join": {"source": {"attachment": "countries.csv"},
                                  "on": [{"left": "country", "right": "code"}], "prefix": "country_", "type": "LEFT"}},
                        {"derive": {"column": "amount", "expression": "quantity * unit_price"}},
                        {"group": {"by": ["country_region"], "aggregates": [
                          {"function": "COUNT", "as": "orders"}, {"function": "SUM", "column": "amount", "as": "revenue"}]}},
                        {"sort": {"by": [{"column": "country_region", "nulls": "FIRST"}]}}""", "{}");
        List<List<Object>> rows = answer.rows();
        assertThat(rows)
                .extracting(row -> row.get(0))
                .containsExactly(null, "Africa", "Asia", "Europe", "North America", "Oceania", "South America");
        BigDecimal total = BigDecimal.ZERO;
        for (List<Object> row : rows) {
            total = total.add((BigDecimal) row.get(2));
        }
        assertThat(total).isEqualByComparingTo(naiveRevenue());
    }

    // Counted from the end of each line, where no field holds a comma.
    private static BigDecimal naiveRevenue() throws IOException {
        BigDecimal total = BigDecimal.ZERO;
        for (String line : Files.readAllLines(OrdersSample.ORDERS)) {
            String[] fields = line.split(",");
            int n = fields.length;
            boolean whole =
                    line.matches("O-\\d+,2025-(0[1-9]|1[0-2])-\\d\\d,.+,[A-Z]{2},.+,\\d+,[0-9.]+,[A-Z]{3},[A-Z]+")
                            && !line.contains("2025-02-30")
                            && !line.contains("\"Unfinished");
            if (whole && !fields[n - 1].equals("CANCELLED")) {
                total = total.add(new BigDecimal(fields[n - 3]).multiply(new BigDecimal(fields[n - 4])));
            }
        }
        return total;
    }
}
