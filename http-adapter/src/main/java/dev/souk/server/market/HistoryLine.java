package dev.souk.server.market;

/**
 * One line of a tenant's statement.
 *
 * @param sequence its number
 * @param at when, as ISO 8601
 * @param kind why: deposit, grant, call or refund
 * @param amount how much, in credits
 * @param balance what there was after it
 * @param executionId the call it belongs to; empty if it belongs to none
 * @param memo a line for people
 */
public record HistoryLine(
        long sequence, String at, String kind, String amount, String balance, String executionId, String memo) {}
