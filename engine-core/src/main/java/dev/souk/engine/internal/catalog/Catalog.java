package dev.souk.engine.internal.catalog;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Which agents there are, in which versions.
 *
 * <p>Thread-safe: {@link #add} is serialised by this object's monitor; readers see, for each agent, the versions map as it was before
 * or after an addition, because each map is replaced and never changed.
 */
public final class Catalog {
    private final ConcurrentSkipListMap<AgentId, NavigableMap<AgentVersion, CatalogEntry>> agents =
            new ConcurrentSkipListMap<>();

    /**
     * Adds versions of agents, all or none.
     *
     * @param entries the versions
     * @throws SoukException {@link ErrorCode#PLUGIN_DUPLICATE} if one is there already, or twice among these
     */
    public synchronized void add(List<CatalogEntry> entries) {
        Map<AgentId, NavigableMap<AgentVersion, CatalogEntry>> changed = new HashMap<>();
        for (CatalogEntry entry : entries) {
            CatalogEntry known = changed.computeIfAbsent(
                            entry.id(), id -> new TreeMap<>(agents.getOrDefault(id, new TreeMap<>())))
                    .putIfAbsent(entry.version(), entry);
            if (known != null) {
                throw new SoukException(
                        ErrorCode.PLUGIN_DUPLICATE,
                        "agent " + entry.id() + " " + entry.version() + " is loaded already, from " + known.origin());
            }
        }
        agents.putAll(changed);
    }

    /**
     * Finds a version of an agent.
     *
     * @param id which agent
     * @param version which version; null for the newest that is not a pre-release
     */
    public Optional<CatalogEntry> find(AgentId id, @Nullable AgentVersion version) {
        NavigableMap<AgentVersion, CatalogEntry> versions = agents.get(id);
        if (versions == null) {
            return Optional.empty();
        }
        return version != null ? Optional.ofNullable(versions.get(version)) : newestRelease(versions);
    }

    private static Optional<CatalogEntry> newestRelease(NavigableMap<AgentVersion, CatalogEntry> versions) {
        for (Map.Entry<AgentVersion, CatalogEntry> candidate :
                versions.descendingMap().entrySet()) {
            if (!candidate.getKey().isPreRelease()) {
                return Optional.of(candidate.getValue());
            }
        }
        return Optional.empty();
    }

    /** All versions of an agent, the newest first; none if it is not there. */
    public List<CatalogEntry> versions(AgentId id) {
        NavigableMap<AgentVersion, CatalogEntry> versions = agents.get(id);
        return versions == null
                ? List.of()
                : List.copyOf(versions.descendingMap().values());
    }

    /** The newest release of each agent, by id; for an agent that has none, its newest pre-release. */
    public List<CatalogEntry> newest() {
        List<CatalogEntry> newest = new ArrayList<>();
        agents.values()
                .forEach(versions -> newest.add(newestRelease(versions)
                        .orElseGet(() -> versions.lastEntry().getValue())));
        return newest;
    }

    /** Everything. */
    public List<CatalogEntry> all() {
        return agents.values().stream()
                .flatMap(versions -> versions.values().stream())
                .toList();
    }
}
