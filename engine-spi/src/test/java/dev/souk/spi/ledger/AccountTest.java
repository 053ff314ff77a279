package dev.souk.spi.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {
    private static final AccountId ACME = AccountId.creditsOf(new TenantId("acme"));

    @Nested
    class Ids {
        @Test
        void areWrittenAsKindAndOwner() {
            assertThat(ACME).hasToString("tenant/acme");
            assertThat(AccountId.trialOf(new TenantId("acme"), new UserId("ann")))
                    .hasToString("user-trial/acme/ann");
            assertThat(AccountId.trialOf(new DeviceId("phone"))).hasToString("device-trial/phone");
            assertThat(AccountId.earningsOf("souk")).hasToString("publisher/souk");
            assertThat(AccountId.PLATFORM_FEES).hasToString("platform-fees");
        }

        @Test
        void knowWhatTheyCountAndWhetherTheyCanRunOut() {
            assertThat(ACME.unit()).isEqualTo(Unit.CREDIT_MICROS);
            assertThat(ACME.isGuarded()).isTrue();
            assertThat(AccountId.TRIAL_USED.unit()).isEqualTo(Unit.TRIAL_CALLS);
            assertThat(AccountId.TRIAL_USED.isGuarded()).isFalse();
            assertThat(AccountId.earningsOf("souk").isGuarded()).isFalse();
        }

        @Test
        void haveAnOwnerExactlyIfTheirKindHas() {
            assertThatThrownBy(() -> new AccountId(AccountKind.TENANT_CREDITS, ""))
                    .hasMessageContaining("needs an owner");
            assertThatThrownBy(() -> new AccountId(AccountKind.PLATFORM_FEES, "me"))
                    .hasMessageContaining("has no owner");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "tenant", "tenant/", "platform-fees/", "platform-fees/x", "bank/acme", "Tenant/acme"})
        void areNotReadFromAnythingElse(String text) {
            assertThatThrownBy(() -> AccountId.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Provide
    Arbitrary<AccountId> ids() {
        Arbitrary<String> owner =
                Arbitraries.strings().withChars("aA9.:@-_").ofMinLength(1).ofMaxLength(3);
        return Combinators.combine(Arbitraries.of(AccountKind.class), owner, owner)
                .as((kind, one, two) -> new AccountId(
                        kind, !kind.hasOwner() ? "" : kind == AccountKind.USER_TRIAL ? one + "/" + two : one));
    }

    @Property
    boolean anIdIsReadBackAsItIsWritten(@ForAll("ids") AccountId id) {
        return AccountId.parse(id.toString()).equals(id);
    }

    @Property
    boolean idsAreInTheOrderOfTheirText(@ForAll("ids") AccountId one, @ForAll("ids") AccountId two) {
        return Integer.signum(one.compareTo(two))
                == Integer.signum(one.toString().compareTo(two.toString()));
    }

    @Test
    void whatIsHeldIsNotAvailable() {
        assertThat(new Account(ACME, 10, 4, 1).available()).isEqualTo(6);
        assertThat(Account.empty(ACME)).isEqualTo(new Account(ACME, 0, 0, 0));
    }

    @Test
    void nothingIsHeldThatIsNotThere() {
        assertThatThrownBy(() -> new Account(ACME, 3, 4, 1)).hasMessageContainingAll("tenant/acme", "4 held of 3");
        assertThatThrownBy(() -> new Account(ACME, -1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Account(ACME, 3, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Account(ACME, 3, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCollectingAccountMayBeNegative() {
        assertThat(new Account(AccountId.PLATFORM_DEPOSITS, -5, 0, 0).posted()).isEqualTo(-5);
    }
}
