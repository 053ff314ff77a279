package dev.souk.plugin.data.spill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.data.row.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RowCodecTest {
    @Test
    void everyValueComesBackAsItWas() throws IOException {
        Object[] values = {
            null,
            "",
            "größer 😀",
            "x".repeat(100_000),
            new BigDecimal("0"),
            new BigDecimal("-12.50"),
            new BigDecimal("999999999999999999"),
            new BigDecimal("-1234567890123456789.0123456789"),
            new BigDecimal(BigInteger.TEN.pow(199), 150),
            true,
            false,
            LocalDate.of(-44, 3, 15),
            Instant.parse("2024-02-29T23:59:59.123456789Z"),
            Instant.parse("1900-01-01T00:00:00.5Z"),
            Long.MIN_VALUE
        };
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RowCodec.write(new DataOutputStream(bytes), new Row(1L << 40, values));
        Row back = RowCodec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(back.line()).isEqualTo(1L << 40);
        assertThat(back.size()).isEqualTo(values.length);
        for (int i = 0; i < values.length; i++) {
            assertThat(back.value(i)).isEqualTo(values[i]);
        }
    }
}
