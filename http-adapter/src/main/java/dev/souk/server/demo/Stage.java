package dev.souk.server.demo;

import dev.souk.engine.Souk;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.server.text.Screen;
import dev.souk.spi.Credits;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the scenes play on: an engine, a screen, the list of claims, and how many calls were made.
 *
 * <p>Calls may be made by several threads at once; everything else is for one.
 */
final class Stage {
    private final Souk souk;
    private final Screen screen;
    private final Expectations expect;
    private final Samples samples;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    Stage(Souk souk, Screen screen, Samples samples) {
        this.souk = souk;
        this.screen = screen;
        this.samples = samples;
        this.expect = new Expectations(screen);
    }

    Souk souk() {
        return souk;
    }

    Screen screen() {
        return screen;
    }

    Expectations expect() {
        return expect;
    }

    Samples samples() {
        return samples;
    }

    long calls() {
        return calls.get();
    }

    long refused() {
        return refused.get();
    }

    long failed() {
        return failed.get();
    }

    void say(String text) {
        screen.line("  " + text);
    }

    /** Registers a tenant on a plan, with credits if the amount is not zero. */
    TenantId tenant(String name, String plan, String credits) {
        TenantId tenant = new TenantId(name);
        souk.tenants().register(tenant, new PlanId(plan));
        if (!Credits.parse(credits).isZero()) {
            souk.credits().deposit(tenant, Credits.parse(credits), "invoice-1", "first deposit");
        }
        return tenant;
    }

    Credits available(TenantId tenant) {
        return souk.credits().balance(tenant).available();
    }

    CallResult call(Call.Builder call) {
        CallResult result = souk.call(call.build());
        calls.incrementAndGet();
        if (result instanceof Refusal) {
            refused.incrementAndGet();
        } else if (result instanceof Failure) {
            failed.incrementAndGet();
        }
        return result;
    }

    /** A call that must succeed for the scene to make sense. */
    Receipt receipt(Call.Builder call) {
        CallResult result = call(call);
        if (result instanceof Receipt receipt) {
            return receipt;
        }
        throw new DemoFailedException("a call that should have been answered was not: " + describe(result));
    }

    /** A result in a few words. */
    static String describe(CallResult result) {
        if (result instanceof Receipt receipt) {
            return "answered, " + receipt.charge() + " credits";
        }
        if (result instanceof Refusal refusal) {
            return refusal.code().id() + ": " + refusal.message();
        }
        Failure failure = (Failure) result;
        return failure.code().id() + ": " + failure.message();
    }
}
