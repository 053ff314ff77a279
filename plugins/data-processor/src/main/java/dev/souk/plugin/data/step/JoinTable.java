package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowStream;
import dev.souk.plugin.data.row.ValueText;
import dev.souk.plugin.data.spill.Digest;
import dev.souk.plugin.data.spill.Digester;
import dev.souk.plugin.data.spill.RowSize;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The right side of a join by its key, read when it is first asked. For one thread. */
final class JoinTable {
    private static final long ENTRY_BYTES = 160;

    private final RowStream right;
    private final int[] rightKey;
    private final int[] brought;
    private final String at;
    private final Workspace workspace;
    private final Digester digester = new Digester();
    private @Nullable Map<Digest, List<Row>> rowsByKey;

    JoinTable(RowStream right, int[] rightKey, int[] brought, String at, Workspace workspace) {
        this.right = right;
        this.rightKey = rightKey;
        this.brought = brought;
        this.at = at;
        this.workspace = workspace;
    }

    /** How many values a row of the right side brings. */
    int width() {
        return brought.length;
    }

    /** The right side's rows, without their keys, that meet this row; in their order. */
    List<Row> meeting(Row left, int[] leftKey) throws IOException {
        if (rowsByKey == null) {
            rowsByKey = load();
        }
        Digest key = key(left, leftKey);
        return key == null ? List.of() : rowsByKey.getOrDefault(key, List.of());
    }

    private Map<Digest, List<Row>> load() throws IOException {
        Map<Digest, List<Row>> loaded = new HashMap<>();
        for (Row row = right.next(); row != null; row = right.next()) {
            Digest key = key(row, rightKey);
            if (key == null) {
                continue;
            }
            Row kept = row.take(brought);
            workspace
                    .memory()
                    .take(
                            ENTRY_BYTES + RowSize.of(kept),
                            at,
                            "the right side of a join does not fit; join the smaller source to the larger, or cut it down");
            loaded.computeIfAbsent(key, k -> new ArrayList<>(1)).add(kept);
        }
        return loaded;
    }

    private @Nullable Digest key(Row row, int[] positions) {
        @Nullable Object[] printed = new @Nullable Object[positions.length];
        int[] all = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            Object value = row.value(positions[i]);
            if (value == null) {
                return null;
            }
            printed[i] = ValueText.of(value instanceof BigDecimal number ? plain(number) : value);
            all[i] = i;
        }
        return digester.of(new Row(Row.NO_LINE, printed), all);
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.scale() > 0 ? number.stripTrailingZeros() : number;
    }
}
