package dev.souk.engine.internal.admission;

import dev.souk.engine.call.Call;
import dev.souk.engine.internal.catalog.CatalogEntry;
import dev.souk.engine.internal.lease.Lease;
import dev.souk.engine.internal.price.Quote;
import dev.souk.spi.limit.Permit;
import dev.souk.spi.store.Execution;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that may run: it holds its permits and its reservation, and whoever has it must end both and release the lease.
 *
 * @param call what was asked for
 * @param entry the version that will answer
 * @param input what it is given, checked
 * @param quote what it costs
 * @param execution as it is stored
 * @param permit over all limits
 * @param lease keeps the reservation
 * @param startNanos when it was asked for, on the ticker
 * @param deadlineNanos until when it must be answered, on the ticker
 */
public record Admitted(
        Call call,
        CatalogEntry entry,
        ObjectNode input,
        Quote quote,
        Execution execution,
        Permit permit,
        Lease lease,
        long startNanos,
        long deadlineNanos)
        implements AdmissionResult {}
