package dev.souk.samples.guice;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Injector;
import dev.souk.engine.Souk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedGuiceTest {
    @TempDir
    Path directory;

    @Test
    void aHostsDeskGetsTheEngineInjectedAndItsTrialEndsAfterThreeCalls() {
        Injector injector = EmbedGuice.injector(directory.resolve("souk.db"));
        try (Souk souk = injector.getInstance(Souk.class)) {
            TranslationDesk desk = injector.getInstance(TranslationDesk.class);
            for (int i = 0; i < 3; i++) {
                assertThat(desk.translate("ann", "laptop", "one two three")).isEqualTo("eins zwei drei");
            }
            assertThat(desk.translate("ann", "laptop", "four"))
                    .contains("used up")
                    .contains("solo");
            assertThat(souk.credits().audit().isClean()).isTrue();
        }
    }
}
