package dev.souk.plugin.data.spill;

import dev.souk.plugin.data.row.Row;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Rows as bytes in a spill file: a tag for each value, then the value. The same value always gives the same bytes. */
final class RowCodec {
    private static final int NULL = 0;
    private static final int TEXT = 1;
    private static final int SMALL_NUMBER = 2;
    private static final int LARGE_NUMBER = 3;
    private static final int FALSE = 4;
    private static final int TRUE = 5;
    private static final int DATE = 6;
    private static final int TIMESTAMP = 7;
    private static final int COUNTER = 8;
    private static final int LONG_DIGITS = 18;

    private RowCodec() {}

    static void write(DataOutput out, Row row) throws IOException {
        out.writeLong(row.line());
        out.writeShort(row.size());
        for (int i = 0; i < row.size(); i++) {
            writeValue(out, row.value(i));
        }
    }

    static Row read(DataInput in) throws IOException {
        long line = in.readLong();
        @Nullable Object[] values = new @Nullable Object[in.readShort()];
        for (int i = 0; i < values.length; i++) {
            values[i] = readValue(in);
        }
        return new Row(line, values);
    }

    static void writeValue(DataOutput out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof String text) {
            out.writeByte(TEXT);
            writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof BigDecimal number) {
            writeNumber(out, number);
        } else if (value instanceof Boolean truth) {
            out.writeByte(truth ? TRUE : FALSE);
        } else if (value instanceof LocalDate date) {
            out.writeByte(DATE);
            out.writeLong(date.toEpochDay());
        } else if (value instanceof Instant timestamp) {
            out.writeByte(TIMESTAMP);
            out.writeLong(timestamp.getEpochSecond());
            out.writeInt(timestamp.getNano());
        } else if (value instanceof Long counter) {
            out.writeByte(COUNTER);
            out.writeLong(counter);
        } else {
            throw new IllegalArgumentException(
                    "a row holds no " + value.getClass().getName());
        }
    }

    private static void writeNumber(DataOutput out, BigDecimal number) throws IOException {
        boolean small = number.precision() <= LONG_DIGITS;
        out.writeByte(small ? SMALL_NUMBER : LARGE_NUMBER);
        out.writeShort(number.scale());
        if (small) {
            out.writeLong(number.unscaledValue().longValue());
        } else {
            writeBytes(out, number.unscaledValue().toByteArray());
        }
    }

    private static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static @Nullable Object readValue(DataInput in) throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case NULL -> null;
            case TEXT -> new String(readBytes(in), StandardCharsets.UTF_8);
            case SMALL_NUMBER -> {
                int scale = in.readShort();
                yield BigDecimal.valueOf(in.readLong(), scale);
            }
            case LARGE_NUMBER -> {
                int scale = in.readShort();
                yield new BigDecimal(new BigInteger(readBytes(in)), scale);
            }
            case FALSE -> false;
            case TRUE -> true;
            case DATE -> LocalDate.ofEpochDay(in.readLong());
            case TIMESTAMP -> {
                long seconds = in.readLong();
                yield Instant.ofEpochSecond(seconds, in.readInt());
            }
            case COUNTER -> in.readLong();
            default -> throw new IOException("a spill file holds the unknown tag " + tag);
        };
    }

    private static byte[] readBytes(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
