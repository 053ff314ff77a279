package dev.souk.server.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySecretTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path directory;

    private byte[] secret(String given) {
        return KeySecret.of(new DataDirectory(directory), given, random);
    }

    @Test
    void itIsMadeOnceAndOnlyItsOwnerCanReadIt() throws IOException {
        byte[] first = secret(null);
        assertThat(first).hasSize(64).isEqualTo(secret(null));
        Path file = directory.resolve("key-secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void theEnvironmentStandsInForTheFile() {
        String given = "0123456789abcdef0123456789abcdef";
        assertThat(secret(given)).asString().isEqualTo(given);
        assertThat(directory.resolve("key-secret")).doesNotExist();
    }

    @Test
    void aShortSecretIsRefusedAndNotShown() {
        assertThatThrownBy(() -> secret("hunter2hunter2"))
                .isInstanceOfSatisfying(
                        SoukException.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining("14 characters")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void firstStartsAtTheSameTimeAgreeOnOne() throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        ExecutorService starts = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> work = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(
                            i -> () -> seen.add(new String(secret(null), StandardCharsets.US_ASCII)))
                    .toList();
            for (Future<Boolean> done : starts.invokeAll(work)) {
                done.get();
            }
        } finally {
            starts.shutdownNow();
        }
        assertThat(seen).hasSize(1);
    }
}
