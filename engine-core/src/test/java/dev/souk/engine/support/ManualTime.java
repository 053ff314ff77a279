package dev.souk.engine.support;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock and a ticker that stand still until they are moved, both together. */
public final class ManualTime {
    /** Where the clock begins, with more digits than a store keeps. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");

    private final AtomicLong elapsed = new AtomicLong();

    public InstantSource clock() {
        return this::now;
    }

    public Instant now() {
        return START.plusNanos(elapsed.get());
    }

    public LongSupplier ticker() {
        return elapsed::get;
    }

    public void advance(Duration time) {
        elapsed.addAndGet(time.toNanos());
    }
}
