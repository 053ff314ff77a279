package dev.souk.engine;

import dev.souk.engine.call.AgentInfo;
import dev.souk.engine.internal.catalog.Catalog;
import dev.souk.engine.internal.catalog.CatalogEntry;
import dev.souk.engine.internal.invoke.Invocation;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be called.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
@Singleton
public final class AgentsView {
    private final Catalog catalog;
    private final Invocation invocation;

    @Inject
    AgentsView(Catalog catalog, Invocation invocation) {
        this.catalog = catalog;
        this.invocation = invocation;
    }

    /**
     * The newest version of each agent that matches, by id.
     *
     * @param text stands in its id, name or summary, or in the id or the description of one of its skills, in any case; empty for all
     * @param category its category; empty for all
     * @param skill one of its skills' ids; empty for all
     */
    public List<AgentInfo> search(String text, String category, String skill) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return catalog.newest().stream()
                .filter(entry -> matches(entry.descriptor(), wanted, category, skill))
                .map(this::info)
                .toList();
    }

    private static boolean matches(AgentDescriptor agent, String text, String category, String skill) {
        return (text.isEmpty()
                        || texts(agent)
                                .anyMatch(said -> said.toLowerCase(Locale.ROOT).contains(text)))
                && (category.isEmpty() || agent.category().equals(category))
                && (skill.isEmpty()
                        || agent.skills().stream()
                                .anyMatch(offered -> offered.id().equals(skill)));
    }

    private static Stream<String> texts(AgentDescriptor agent) {
        return Stream.concat(
                Stream.of(agent.id().value(), agent.name(), agent.summary()),
                agent.skills().stream().flatMap(skill -> Stream.of(skill.id(), skill.description())));
    }

    /** The newest version of each agent, by id. */
    public List<AgentInfo> all() {
        return search("", "", "");
    }

    /**
     * One version of an agent.
     *
     * @param id which agent
     * @param versionOrNull which version; null for the newest that is not a pre-release
     */
    public Optional<AgentInfo> find(AgentId id, @Nullable AgentVersion versionOrNull) {
        return catalog.find(id, versionOrNull).map(this::info);
    }

    /**
     * All versions of an agent, the newest first.
     *
     * @param id which agent
     */
    public List<AgentInfo> versions(AgentId id) {
        return catalog.versions(id).stream().map(this::info).toList();
    }

    private AgentInfo info(CatalogEntry entry) {
        return new AgentInfo(
                entry.descriptor(),
                entry.input().text(),
                entry.output().text(),
                entry.origin(),
                invocation.breakerState(entry));
    }
}
