package dev.souk.testkit;

import dev.souk.spi.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link Store} must do. A store's test extends this class and says how to open the store; a store that survives its
 * process says so and how to open it again.
 *
 * <pre>{@code
 * class MemoryStoreTest extends StoreContract {
 *     protected Store openEmpty() {
 *         return new MemoryStore();
 *     }
 *
 *     protected boolean isDurable() {
 *         return false;
 *     }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public abstract class StoreContract {
    private Store store;

    /**
     * Opens a store with nothing in it. Called before each test.
     *
     * @throws Exception if it cannot be opened; the test fails
     */
    protected abstract Store openEmpty() throws Exception;

    /** Whether the store claims that what was written survives. */
    protected abstract boolean isDurable();

    /**
     * Opens again what the last empty store was written to; that one is closed. Called on a durable store only.
     *
     * @throws Exception if it cannot be opened; the test fails
     */
    protected Store reopen() throws Exception {
        throw new UnsupportedOperationException("a durable store says how it is opened again");
    }

    /** The store under test. */
    protected final Store store() {
        return store;
    }

    @BeforeEach
    final void openStore() throws Exception {
        store = openEmpty();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Nested
    class Transactions extends LedgerStoreContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class Races extends LedgerStoreRaceContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class RollingUp extends LedgerStoreRollUpContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class Reading extends LedgerStoreReadingContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class Payouts extends PayoutStoreContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class Executions extends ExecutionStoreContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class Leases extends LeaseStoreContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class Tenants extends TenantStoreContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class ApiKeys extends ApiKeyStoreContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class Budgets extends BudgetStoreContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class Usage extends UsageStoreContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class Lifecycle extends StoreLifecycleContract {
        @Override
        Store store() {
            return store;
        }

        @Override
        boolean isDurable() {
            return StoreContract.this.isDurable();
        }

        @Override
        Store reopen() throws Exception {
            store = StoreContract.this.reopen();
            return store;
        }
    }
}
