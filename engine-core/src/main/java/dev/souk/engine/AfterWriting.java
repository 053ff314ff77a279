package dev.souk.engine;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.util.function.Supplier;

/**
 * What is read of something that is written already. If the store goes away in between, that is not {@link ErrorCode#STORE_UNAVAILABLE},
 * which says that nothing was written, and would have somebody enter the same again under another name.
 */
final class AfterWriting {
    private AfterWriting() {}

    /**
     * Reads it.
     *
     * @param what was done, as the beginning of a sentence
     * @param reading asks the store
     * @throws SoukException {@link ErrorCode#STORE_OUTCOME_UNKNOWN} if the store is away
     */
    static <T> T read(String what, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (SoukException fault) {
            throw fault.code() == ErrorCode.STORE_UNAVAILABLE
                    ? new SoukException(
                            ErrorCode.STORE_OUTCOME_UNKNOWN,
                            what + ", and then the store went away; look at it later, or ask again in the same words",
                            fault)
                    : fault;
        }
    }
}
