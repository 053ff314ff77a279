package dev.souk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.spi.store.Store;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends StoreContract {
    @Override
    protected Store openEmpty() {
        return new MemoryStore();
    }

    @Override
    protected boolean isDurable() {
        return false;
    }

    @Test
    void itSaysThatItIsNotDurable() {
        assertThat(store().description()).contains("not durable");
    }
}
