package dev.souk.plugin.data.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {
    @ParameterizedTest(name = "{0} as {1} is {2}")
    @CsvSource(textBlock = """
            ' 12 ',                   INTEGER,   12
            -0,                       INTEGER,   0
            12.0,                     INTEGER,   12
            1e3,                      INTEGER,   1000
            123456789012345678901234, INTEGER,   123456789012345678901234
            1.50,                     DECIMAL,   1.50
            .5,                       DECIMAL,   0.5
            +1,                       DECIMAL,   1
            YES,                      BOOLEAN,   true
            1,                        BOOLEAN,   true
            no,                       BOOLEAN,   false
            2024-02-29,               DATE,      2024-02-29
            2024-02-29T10:00:00Z,     DATE,      2024-02-29
            2024-02-29,               TIMESTAMP, 2024-02-29T00:00:00Z
            2024-02-29 10:15,         TIMESTAMP, 2024-02-29T10:15:00Z
            2024-02-29T10:15:00.5-01:00, TIMESTAMP, 2024-02-29T11:15:00.500Z
            abc,                      STRING,    abc
            """)
    void textsAreRead(String text, ColumnType type, String expected) {
        assertThat(ValueText.of(Conversion.to(type).of(text))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} is no {1}")
    @CsvSource(textBlock = """
            12.5,         INTEGER
            abc,          INTEGER
            '1,000',      DECIMAL
            0x10,         DECIMAL
            1e999999999,  DECIMAL
            1e-999999999, DECIMAL
            NaN,          DECIMAL
            --1,          DECIMAL
            maybe,        BOOLEAN
            2,            BOOLEAN
            2023-02-29,   DATE
            2024-2-9,     DATE
            29.02.2024,   DATE
            2024-02-29T25:00, TIMESTAMP
            2024-02-2910:00,  TIMESTAMP
            """)
    void otherTextsAreFaults(String text, ColumnType type) {
        Conversion conversion = Conversion.to(type);
        assertThatThrownBy(() -> conversion.of(text))
                .isInstanceOfSatisfying(
                        RowFault.class, fault -> assertThat(fault.kind()).isEqualTo(RejectionKind.CAST))
                .hasMessage("the text '" + text + "' is no " + type);
    }

    @Test
    void nullAndBlankTextAreNullButBlankTextStaysText() {
        for (ColumnType type : ColumnType.values()) {
            assertThat(Conversion.to(type).of(null)).isNull();
            assertThat(Conversion.to(type).of(" ")).isEqualTo(type == ColumnType.STRING ? " " : null);
        }
    }

    @Test
    void valuesOfOneTypeBecomeThoseOfAnotherWhereThatIsExact() {
        LocalDate date = LocalDate.of(2024, 2, 29);
        Instant midnight = Instant.parse("2024-02-29T00:00:00Z");
        assertThat(Conversion.to(ColumnType.TIMESTAMP).of(date)).isEqualTo(midnight);
        assertThat(Conversion.to(ColumnType.DATE).of(midnight.plusSeconds(86_399)))
                .isEqualTo(date);
        assertThat(Conversion.to(ColumnType.BOOLEAN).of(new BigDecimal(1))).isEqualTo(true);
        assertThat(Conversion.to(ColumnType.STRING).of(new BigDecimal("1.50"))).isEqualTo("1.50");
        assertThatThrownBy(() -> Conversion.to(ColumnType.DECIMAL).of(true)).isInstanceOf(RowFault.class);
        assertThatThrownBy(() -> Conversion.to(ColumnType.DATE).of(new BigDecimal(1)))
                .isInstanceOf(RowFault.class);
    }

    @Test
    void patternsAreStrictAndTakePlainYears() {
        Conversion german = new Conversion(ColumnType.DATE, Moments.ofPattern("dd.MM.yyyy"));
        assertThat(german.of("29.02.2024")).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThatThrownBy(() -> german.of("29.02.2023")).isInstanceOf(RowFault.class);
        assertThatThrownBy(() -> german.of("2024-02-29")).isInstanceOf(RowFault.class);
        Conversion english = new Conversion(ColumnType.TIMESTAMP, Moments.ofPattern("d MMM yyyy 'year' h:mm a"));
        assertThat(english.of("3 Mar 2024 year 1:05 PM")).isEqualTo(Instant.parse("2024-03-03T13:05:00Z"));
    }
}
