package dev.souk.plugin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a request is said with its place. The table is {@code a,b} with two rows. */
class BadRequestTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"select": {"columns": ["a", "x"]}}                            | /steps/0/select/columns/1         | there is no column 'x'; there are 'a', 'b'
            {"select": {"columns": ["a", "a"]}}                            | /steps/0/select/columns           | two columns named 'a'
            {"select": {"columns": []}}                                    | /steps/0/select/columns           | the list is empty
            {"select": {"columns": [1]}}                                   | /steps/0/select/columns/0         | a text should stand here
            {"rename": {"columns": {"x": "y"}}}                            | /steps/0/rename/columns           | there is no column 'x'
            {"rename": {"columns": {"a": "b"}}}                            | /steps/0/rename/columns           | two columns named 'b'
            {"rename": {"columns": {"a/b": 1}}}                            | /steps/0/rename/columns/a~1b      | a text should stand here
            {"cast": {"column": "a", "type": "FLOAT"}}                     | /steps/0/cast/type                | 'FLOAT' is none of [STRING, INTEGER
            {"cast": {"column": "x", "type": "DATE"}}                      | /steps/0/cast/column              | there is no column 'x'
            {"cast": {"column": "a", "type": "DATE", "pattern": "bbb"}}    | /steps/0/cast/pattern             | 'bbb' is no pattern
            {"cast": {"column": "a", "type": "DECIMAL", "pattern": "0.0"}} | /steps/0/cast/pattern             | only DATE and TIMESTAMP have a pattern
            {"filter": {"where": "a = 'x"}}                                | /steps/0/filter/where             | not closed; write '' for a quote inside it (at character 5)
            {"filter": {"where": "a = c"}}                                 | /steps/0/filter/where             | there is no column 'c'; there are 'a', 'b' (at character 5)
            {"derive": {"column": "c", "expression": "uper(a)"}}           | /steps/0/derive/expression        | there is no function 'uper'
            {"deduplicate": {"columns": ["x"]}}                            | /steps/0/deduplicate/columns/0    | there is no column 'x'
            {"group": {"by": ["x"], "aggregates": [{"function": "COUNT", "as": "n"}]}} | /steps/0/group/by/0   | there is no column 'x'
            {"group": {"aggregates": [{"function": "SUM", "as": "n"}]}}    | /steps/0/group/aggregates/0       | SUM needs a 'column'
            {"group": {"aggregates": [{"function": "SUM", "column": "x", "as": "n"}]}} | /steps/0/group/aggregates/0/column | there is no column 'x'
            {"group": {"by": ["a"], "aggregates": [{"function": "COUNT", "as": "a"}]}} | /steps/0/group        | two columns named 'a'
            {"sort": {"by": [{"column": "x"}]}}                            | /steps/0/sort/by/0/column         | there is no column 'x'
            {"sort": {"by": [{"column": "a", "nulls": "MIDDLE"}]}}         | /steps/0/sort/by/0/nulls          | 'MIDDLE' is none of [FIRST, LAST]
            {"limit": {}}                                                  | /steps/0/limit                    | 'rows' is missing
            {"limit": {"rows": -1}}                                        | /steps/0/limit/rows               | from 0 to
            {"limit": {"rows": 1.5}}                                       | /steps/0/limit/rows               | a whole number
            {"limit": {"rows": 1}, "deduplicate": {}}                      | /steps/0                          | exactly one of select
            {}                                                             | /steps/0                          | exactly one of select
            {"explode": {}}                                                | /steps/0/explode                  | 'explode' means nothing here
            {"join": {"source": {"text": "a\\n1\\n"}, "on": [{"left": "x", "right": "a"}]}} | /steps/0/join/on/0/left  | there is no column 'x'
            {"join": {"source": {"text": "a\\n1\\n"}, "on": [{"left": "a", "right": "x"}]}} | /steps/0/join/on/0/right | there is no column 'x'
            {"join": {"source": {"text": "c,b\\n1,2\\n"}, "on": [{"left": "a", "right": "c"}]}} | /steps/0/join/prefix | two columns named 'b'
            {"join": {"source": {"text": ""}, "on": [{"left": "a", "right": "c"}]}} | /steps/0/join/source     | the source is empty
            {"join": {"source": {"attachment": "no.csv"}, "on": [{"left": "a", "right": "c"}]}} | /steps/0/join/source/attachment | no file named 'no.csv'
            """)
    void aBadStepIsRefusedAtItsPlace(String step, String pointer, String message) {
        refused(Processing.request("CSV", "a,b\n1,2\n3,4\n", step), pointer, message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                     | ``                     | 'source' is missing
            {"source": 1}                                          | /source                | an object should stand here
            {"source": {}}                                         | /source                | exactly one of 'text' and 'attachment'
            {"source": {"text": "a", "attachment": "b"}}           | /source                | exactly one of 'text' and 'attachment'
            {"source": {"attachment": "b"}}                        | /source/attachment     | no file named 'b' came with the call
            {"source": {"text": "a", "csv": {"separator": ",,"}}}  | /source/csv/separator  | one character
            {"source": {"text": "a", "csv": {"separator": "'", "quote": "'"}}} | /source/csv | the same character
            {"source": {"text": "a,a"}}                            | /source                | two columns named 'a'
            {"source": {"text": "x", "csv": {"columns": ["a", "a"]}}} | /source             | two columns named 'a'
            {"source": {"text": "'a", "csv": {"quote": "'"}}}      | /source                | line 1 should name the columns
            {"source": {"text": "{", "format": "JSON"}}            | /source                | one object a line use JSON_LINES
            {"source": {"text": "[{'a': 1}]"}}                     | /source                | broken JSON at character
            {"source": {"text": "[{}"}}                            | /source                | broken JSON
            {"source": {"text": "[] []"}}                          | /source                | something follows the JSON array
            {"source": {"text": "\\ud83d"}}                        | /source/text           | half of a surrogate pair
            {"source": {"text": "a"}, "steps": {}}                 | /steps                 | a list should stand here
            {"source": {"text": "a"}, "output": {"maxRows": 50001}} | /output/maxRows       | from 0 to 50000
            {"source": {"text": "a"}, "output": {"escapeFormulas": 1}} | /output/escapeFormulas | true or false
            {"source": {"text": "a"}, "onBadRow": "IGNORE"}        | /onBadRow              | 'IGNORE' is none of [REPORT, FAIL]
            {"source": {"text": "a"}, "onbadrow": "FAIL"}          | /onbadrow              | means nothing here
            """)
    void aBadRequestIsRefusedAtItsPlace(String request, String pointer, String message) {
        refused(request, pointer, message);
    }

    @org.junit.jupiter.api.Test
    void moreThanFiftyStepsAreRefused() {
        String[] steps = new String[51];
        java.util.Arrays.fill(steps, "{\"deduplicate\": {}}");
        refused(Processing.request("CSV", "a\n1\n", steps), "/steps", "there are 51 steps; at most 50 fit");
    }

    private static void refused(String request, String pointer, String message) {
        assertThatThrownBy(() -> Processing.runUnchecked(request, TestContext.with()))
                .isInstanceOfSatisfying(AgentException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(e.pointer()).isEqualTo(pointer);
                    assertThat(e).hasMessageContaining(message);
                });
    }
}
