package dev.souk.plugin.data.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowFault;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    private static final Columns COLUMNS =
            new Columns(List.of("n", "t", "b", "d", "at", "nothing", "unit price", "a.b", "in", "odd]name", "größe"));
    private static final Row ROW = new Row(
            7,
            new BigDecimal("12.50"),
            "it's",
            true,
            LocalDate.of(2024, 2, 29),
            Instant.parse("2024-02-29T23:30:00Z"),
            null,
            new BigDecimal("3"),
            "dotted",
            "word",
            "bracket",
            "groß");

    private static Object value(String text) throws ExpressionException {
        return Expression.parse(text, COLUMNS).of(ROW);
    }

    private static String shown(String text) throws ExpressionException {
        Object value = value(text);
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    @Nested
    class Values {
        @ParameterizedTest(name = "{0} is {1}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                12            | 12
                0.50          | 0.50
                .5            | 0.5
                'it''s'       | it's
                ''            | ``
                TRUE          | true
                false         | false
                Null          | null
                n             | 12.50
                [n]           | 12.50
                [unit price]  | 3
                a.b           | dotted
                [in]          | word
                [odd]]name]   | bracket
                größe         | groß
                """)
        void areReadAsWritten(String text, String expected) throws ExpressionException {
            assertThat(shown(text)).isEqualTo(expected);
        }
    }

    @Nested
    class Operators {
        @ParameterizedTest(name = "{0} is {1}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                1 + 2 * 3                 | 7
                (1 + 2) * 3               | 9
                10 - 4 - 3                | 3
                24 / 4 / 2                | 3
                2 - -3                    | 5
                -2 * -3                   | 6
                - - 2                     | 2
                0.1 + 0.2                 | 0.3
                10 / 4                    | 2.5
                10 / 5                    | 2
                1 / 3                     | 0.3333333333
                2 / 3                     | 0.6666666667
                -7 % 3                    | -1
                7.5 % 2                   | 1.5
                1 + 1 = 2                 | true
                not 1 = 2                 | true
                not true or true          | true
                not (true or true)        | false
                true or true and false    | true
                (true or true) and false  | false
                1 < 2 and 2 <= 2          | true
                3 > 2 and 3 >= 4          | false
                1 != 1.0                  | false
                1 <> 2                    | true
                'a' < 'b'                 | true
                'Z' < 'a'                 | true
                false < true              | true
                n in (1, 12.5)            | true
                n not in (1, 12.5)        | false
                n in ()                   | false
                not n in (1)              | true
                t like 'it%'              | true
                t not like '__'           | true
                nothing is null           | true
                n is not null             | true
                d = '2024-02-29'          | true
                d < '2024-03-01'          | true
                '2024-03-01' > d          | true
                d < at                    | true
                at > '2024-02-29T23:29:59Z' | true
                at = '2024-03-01 01:30:00+02:00' | true
                d in ('2024-01-01', '2024-02-29') | true
                """)
        void bindAndComputeAsDocumented(String text, String expected) throws ExpressionException {
            assertThat(shown(text)).isEqualTo(expected);
        }
    }

    @Nested
    class NullLogic {
        @ParameterizedTest(name = "{0} is {1}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                null = null               | null
                null != 1                 | null
                nothing + 1               | null
                1 / nothing               | null
                -nothing                  | null
                not null                  | null
                true and null             | null
                null and true             | null
                null and null             | null
                false and null            | false
                null and false            | false
                true or null              | true
                null or true              | true
                false or null             | null
                null or false             | null
                null or null              | null
                1 in (1, null)            | true
                1 in (2, null)            | null
                1 not in (2, null)        | null
                null in (1)               | null
                null in ()                | false
                null like 'a'             | null
                't' like null             | null
                upper(null)               | null
                round(1, null)            | null
                concat('a', null, 'b')    | ab
                concat(null)              | ``
                coalesce(null, nothing, 3, 4) | 3
                coalesce(null)            | null
                if(null, 1, 2)            | 2
                """)
        void isThatOfSql(String text, String expected) throws ExpressionException {
            assertThat(shown(text)).isEqualTo(expected);
        }
    }

    @Nested
    class Functions {
        @ParameterizedTest(name = "{0} is {1}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                upper('aß')                     | ASS
                LOWER('ÄB')                     | äb
                trim('  a b ')                  | a b
                length('a😀b')                  | 3
                substring('a😀bc', 2)           | 😀bc
                substring('a😀bc', 2, 1)        | 😀
                substring('abc', 0)             | abc
                substring('abc', 0, 2)          | a
                substring('abc', -5, 3)         | ``
                substring('abc', 3, 100)        | c
                substring('abc', 4)             | ``
                substring('abc', 99999999999)   | ``
                concat('n=', n, ' ', d, b)      | n=12.50 2024-02-29true
                replace('banana', 'an', 'X')    | bXXa
                contains('banana', 'nan')       | true
                starts_with('banana', 'ban')    | true
                ends_with('banana', 'ban')      | false
                to_number(' -1.50 ')            | -1.50
                to_number('1e3')                | 1000
                to_text(1.50)                   | 1.50
                to_text(at)                     | 2024-02-29T23:30:00Z
                round(2.5)                      | 3
                round(-2.5)                     | -3
                round(2.345, 2)                 | 2.35
                round(2, 2)                     | 2
                floor(-1.5)                     | -2
                ceil(-1.5)                      | -1
                abs(-1.5)                       | 1.5
                year(d) * 10000 + month(d) * 100 + day(d) | 20240229
                day(at)                         | 29
                day('2024-03-01T00:30:00+02:00') | 29
                if(n > 10, 'large', 'small')    | large
                if(true, 1, 1 / 0)              | 1
                coalesce(1, 1 / 0)              | 1
                """)
        void computeAsDocumented(String text, String expected) throws ExpressionException {
            assertThat(shown(text)).isEqualTo(expected);
        }
    }

    @Nested
    class Faults {
        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                1 / 0                     | division by zero
                1 % (1 - 1)               | division by zero
                t + 1                     | '+' needs numbers, not the text 'it's'; cast the column before
                -t                        | '-' needs numbers
                t = 1                     | cannot compare the text 'it's' with the number '1'
                b = 1                     | cannot compare the boolean 'true' with the number '1'
                d = 'soon'                | cannot compare the text 'soon' with the date '2024-02-29'
                d = 5                     | cannot compare the number '5' with the date
                n and true                | 'and' needs true or false, not the number '12.50'
                not t                     | 'not' needs true or false
                if(1, 2, 3)               | 'if' needs true or false
                upper(1)                  | 'upper' needs a text as argument 1, not the number '1'; use to_text
                round('a')                | 'round' needs a number as argument 1
                round(1, 0.5)             | 'round' needs a whole number as argument 2
                substring('a', 1, -1)     | 'substring' needs a length of zero or more
                to_number('a')            | 'to_number' cannot read 'a' as a number
                to_number('1e999999999')  | 'to_number' cannot read '1e999999999' as a number
                year('a')                 | 'year' needs a date as argument 1
                year(1)                   | 'year' needs a date
                1 like '1'                | 'like' needs texts
                replace('a', '', 'b')     | 'replace' needs a text to replace
                """)
        void areFaultsOfTheRow(String text, String message) throws ExpressionException {
            Expression expression = Expression.parse(text, COLUMNS);
            assertThatThrownBy(() -> expression.of(ROW))
                    .isInstanceOf(RowFault.class)
                    .hasMessageContaining(message);
        }

        @Test
        void aNumberThatGrowsTooLongIsOne() throws ExpressionException {
            String large = "9".repeat(150);
            Expression expression = Expression.parse(large + " * " + large, COLUMNS);
            assertThatThrownBy(() -> expression.of(ROW))
                    .isInstanceOf(RowFault.class)
                    .hasMessageContaining("200 digits");
        }

        @Test
        void aTextThatGrowsTooLongIsOneBeforeItIsMade() throws ExpressionException {
            Row row = new Row(1, "x".repeat(600_000));
            Columns columns = new Columns(List.of("x"));
            for (String text :
                    List.of("concat(x, x)", "replace(x, 'x', '0123456789')", "concat(" + "x, ".repeat(1_000) + "x)")) {
                Expression expression = Expression.parse(text, columns);
                assertThatThrownBy(() -> expression.of(row))
                        .isInstanceOf(RowFault.class)
                        .hasMessageContaining("at most");
            }
        }

        @Test
        void aPatternThatIsTooLongIsOne() throws ExpressionException {
            Columns columns = new Columns(List.of("x"));
            Row row = new Row(1, "%".repeat(2_000));
            for (String text : List.of("'a' like x", "contains('a', x)", "replace('a', x, '')")) {
                Expression expression = Expression.parse(text, columns);
                assertThatThrownBy(() -> expression.of(row))
                        .isInstanceOf(RowFault.class)
                        .hasMessageContaining("1000");
            }
        }
    }

    @Nested
    class TextsThatAreNone {
        @ParameterizedTest(name = "{0} at {1}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ``                | 1  | the expression ends where a value should stand
                1 +               | 4  | the expression ends
                1 2               | 3  | the expression is complete before '2'
                (1                | 3  | here comes ')', not the end
                1)                | 2  | complete before ')'
                n = 'a            | 5  | not closed
                n = [a            | 5  | not closed
                n = "a"           | 5  | texts stand in single quotes
                n # 1             | 3  | '#' means nothing here
                n == 1            | 4  | a value should stand here, not '='
                x + 1             | 1  | there is no column 'x'; there are 'n', 't'
                N                 | 1  | there is no column 'N'
                1 < 2 < 3         | 7  | comparisons do not chain
                1 = 1 is null     | 7  | comparisons do not chain
                n is 1            | 6  | here comes 'null', not '1'
                n not 1           | 7  | 'in' or 'like'
                n in 1            | 6  | here comes '(', not '1'
                n in (1           | 8  | here comes ')'
                and 1             | 1  | a column of that name stands in [brackets]
                uper(t)           | 1  | there is no function 'uper'; there are upper, lower
                upper()           | 1  | 'upper' takes 1 arguments, not 0
                substring('a')    | 1  | takes 2 or 3 arguments, not 1
                if(true, 1)       | 1  | takes 3 arguments, not 2
                coalesce()        | 1  | takes 1 or more arguments
                12abc             | 1  | a number is written as
                1.2.3             | 1  | a number is written as
                """)
        void areRefusedAtTheirPlace(String text, int position, String message) {
            ExpressionException refused =
                    catchThrowableOfType(ExpressionException.class, () -> Expression.parse(text, COLUMNS));
            assertThat(refused).hasMessageContaining(message);
            assertThat(refused.position()).isEqualTo(position);
        }

        @Test
        void includeThoseThatAreTooLongOrNestedTooDeep() {
            assertThatThrownBy(() -> Expression.parse("1" + " ".repeat(4_000), COLUMNS))
                    .hasMessageContaining("4001 characters");
            assertThatThrownBy(() -> Expression.parse("1" + "+1".repeat(501), COLUMNS))
                    .hasMessageContaining("more than 500 operators");
            for (String deep :
                    List.of("(".repeat(65) + 1, "-".repeat(65) + 1, "not ".repeat(65) + "b", "abs(".repeat(65))) {
                assertThatThrownBy(() -> Expression.parse(deep, COLUMNS)).hasMessageContaining("more than 64 deep");
            }
        }

        @Test
        void doNotIncludeTheLongestChain() throws Exception {
            String chain = "1" + "+1".repeat(500);
            Object[] sum = new Object[1];
            Thread small = new Thread(
                    null,
                    () -> {
                        try {
                            sum[0] = value(chain);
                        } catch (ExpressionException e) {
                            sum[0] = e;
                        }
                    },
                    "small stack",
                    512 << 10);
            small.start();
            small.join();
            assertThat(sum[0]).isEqualTo(new BigDecimal(501));
        }
    }
}
