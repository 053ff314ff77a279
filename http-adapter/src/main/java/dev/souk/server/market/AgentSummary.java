package dev.souk.server.market;

import java.util.List;

/**
 * One agent in a list.
 *
 * @param id its id
 * @param version its newest version
 * @param name what people call it
 * @param summary what it does
 * @param category by which it is sorted
 * @param skills what it can do
 * @param price what it asks on top of the plan's price, in words
 */
public record AgentSummary(
        String id, String version, String name, String summary, String category, List<String> skills, String price) {
    /** Copies the list. */
    public AgentSummary {
        skills = List.copyOf(skills);
    }
}
