package dev.souk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.store.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final UserId ANN = new UserId("ann");

    private final MemoryKeys store = new MemoryKeys();
    private final ApiKeys keys = keys("a secret of thirty-two bytes....".getBytes(StandardCharsets.UTF_8));

    private ApiKeys keys(byte[] secret) {
        return new ApiKeys(store, secret, InstantSource.fixed(NOW), new SecureRandom());
    }

    @Nested
    class Issuing {
        @Test
        void aKeyHasItsPrefixAndItsLength() {
            assertThat(keys.issue(ACME, ANN, false, "").text()).matches("souk_live_[0-9A-Za-z]{33}");
        }

        @Test
        void theRecordSaysWhoseItIs() {
            ApiKey key = keys.issue(ACME, ANN, true, "laptop").key();
            assertThat(key.id()).matches("key_[0-9A-Za-z]{16}");
            assertThat(key.tenant()).isEqualTo(ACME);
            assertThat(key.user()).isEqualTo(ANN);
            assertThat(key.admin()).isTrue();
            assertThat(key.label()).isEqualTo("laptop");
            assertThat(key.createdAt()).isEqualTo(NOW);
            assertThat(key.isActive()).isTrue();
        }

        @Test
        void onlyAKeyedHashIsKept() {
            String text = keys.issue(ACME, ANN, false, "").text();
            ApiKey kept = store.byHash.values().iterator().next();
            assertThat(kept.hash()).matches("[0-9a-f]{64}");
            assertThat(kept.toString()).doesNotContain(text.substring(10));
        }

        @Test
        void theTextIsNotInWhatIsPrinted() {
            ApiKeys.Issued issued = keys.issue(ACME, ANN, false, "");
            assertThat(issued.toString())
                    .doesNotContain(issued.text())
                    .contains(issued.key().id());
        }

        @Test
        void aThousandKeysAreDifferent() {
            Set<String> texts = new HashSet<>();
            for (int i = 0; i < 1_000; i++) {
                texts.add(keys.issue(ACME, ANN, false, "").text());
            }
            assertThat(texts).hasSize(1_000);
        }

        @Test
        void aLabelThatIsTooLongOrHoldsALineBreakIsRefused() {
            assertThatThrownBy(() -> keys.issue(ACME, ANN, false, "x".repeat(101)))
                    .isInstanceOfSatisfying(
                            SoukException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST));
            assertThatThrownBy(() -> keys.issue(ACME, ANN, false, "a\nb")).isInstanceOf(SoukException.class);
        }

        @Test
        void aShortSecretIsRefused() {
            assertThatThrownBy(() -> keys(new byte[31]))
                    .isInstanceOfSatisfying(
                            SoukException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID));
        }
    }

    @Nested
    class Authenticating {
        @Test
        void anIssuedKeyIsKnown() {
            ApiKeys.Issued issued = keys.issue(ACME, ANN, false, "");
            assertThat(keys.authenticate(issued.text())).contains(issued.key());
        }

        @Test
        void anyOtherCharacterAnywhereIsTurnedAwayWithoutAskingTheStore() {
            String text = keys.issue(ACME, ANN, false, "").text();
            for (int i = 0; i < text.length(); i++) {
                char other = text.charAt(i) == 'x' ? 'y' : 'x';
                String changed = text.substring(0, i) + other + text.substring(i + 1);
                assertThat(keys.authenticate(changed)).isEmpty();
            }
            assertThat(keys.authenticate("")).isEmpty();
            assertThat(keys.authenticate(text + "0")).isEmpty();
            assertThat(keys.authenticate("x".repeat(100_000))).isEmpty();
            assertThat(store.lookups).hasValue(0);
        }

        @Test
        void aKeyOfAnotherSecretIsUnknown() {
            String text = keys("another secret of thirty-two byt".getBytes(StandardCharsets.UTF_8))
                    .issue(ACME, ANN, false, "")
                    .text();
            assertThat(keys.authenticate(text)).isEmpty();
            assertThat(store.lookups).hasValue(1);
        }

        @Test
        void aRevokedKeyOpensNothingAtOnce() {
            ApiKeys.Issued issued = keys.issue(ACME, ANN, false, "");
            assertThat(keys.authenticate(issued.text())).isPresent();
            assertThat(keys.revoke(issued.key().id())).isTrue();
            assertThat(keys.authenticate(issued.text())).isEmpty();
            assertThat(keys.list(ACME))
                    .singleElement()
                    .satisfies(key -> assertThat(key.revokedAtOrNull()).isEqualTo(NOW));
        }

        @Test
        void revokingWhatIsNotThereSaysSo() {
            assertThat(keys.revoke("key_none")).isFalse();
        }

        @Test
        void thereIsAnAdminUntilItsKeyIsRevoked() {
            keys.issue(ACME, ANN, false, "");
            assertThat(keys.hasAdmin()).isFalse();
            ApiKeys.Issued admin = keys.issue(ACME, ANN, true, "");
            assertThat(keys.hasAdmin()).isTrue();
            keys.revoke(admin.key().id());
            assertThat(keys.hasAdmin()).isFalse();
        }
    }
}
