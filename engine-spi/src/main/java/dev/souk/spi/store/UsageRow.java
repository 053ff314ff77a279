package dev.souk.spi.store;

import dev.souk.spi.Credits;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.ModelUsage;
import java.time.LocalDate;

/**
 * What one tenant used of one agent on one day.
 *
 * @param day the day, in UTC, on which the calls were admitted
 * @param agent which agent
 * @param succeeded how many calls succeeded
 * @param failed how many failed or expired
 * @param usage what the calls used of a model
 * @param charge what they cost
 * @since 0.1
 */
public record UsageRow(LocalDate day, AgentId agent, long succeeded, long failed, ModelUsage usage, Credits charge) {}
