package dev.souk.engine.internal.statement;

import dev.souk.engine.call.StatementEntry;
import dev.souk.spi.Credits;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Unit;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Writes a statement for programs, line by line. Thread-safe. */
public final class StatementJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private StatementJson() {}

    /**
     * Writes all of it.
     *
     * @param account whose
     * @param from the first day
     * @param to the last day
     * @param lines what happened
     * @param out where to; is not closed
     * @throws IOException if that fails; what was written then is no whole object
     */
    public static void write(AccountId account, LocalDate from, LocalDate to, Lines lines, Writer out)
            throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            Unit unit = account.unit();
            json.writeStartObject();
            json.writeStringProperty("account", account.toString());
            json.writeStringProperty("from", from.toString());
            json.writeStringProperty("to", to.toString());
            amount(json, unit, "opening", lines.opening());
            json.writeArrayPropertyStart("lines");
            for (StatementEntry line : lines) {
                write(json, unit, line);
            }
            json.writeEndArray();
            amount(json, unit, "closing", lines.closing());
            json.writeEndObject();
        } catch (JacksonIOException failed) {
            throw failed.getCause();
        }
    }

    private static void write(JsonGenerator json, Unit unit, StatementEntry line) {
        json.writeStartObject();
        if (line.sequence() != 0) {
            json.writeNumberProperty("sequence", line.sequence());
        }
        json.writeStringProperty("at", line.at().toString());
        json.writeStringProperty("kind", line.kind().name().toLowerCase(Locale.ROOT));
        amount(json, unit, "amount", line.amount());
        amount(json, unit, "balance", line.balance());
        line.transfer().ifPresent(transfer -> json.writeStringProperty("transfer", transfer.value()));
        line.execution().ifPresent(execution -> json.writeStringProperty("executionId", execution.value()));
        if (!line.memo().isEmpty()) {
            json.writeStringProperty("memo", line.memo());
        }
        json.writeEndObject();
    }

    private static void amount(JsonGenerator json, Unit unit, String name, long amount) {
        json.writeObjectPropertyStart(name);
        if (unit == Unit.CREDIT_MICROS) {
            json.writeNumberProperty("micros", amount);
            json.writeStringProperty("credits", Credits.ofMicros(amount).toString());
        } else {
            json.writeNumberProperty("calls", amount);
        }
        json.writeEndObject();
    }
}
