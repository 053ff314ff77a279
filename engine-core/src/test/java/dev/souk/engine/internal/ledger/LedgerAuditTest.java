package dev.souk.engine.internal.ledger;

import static dev.souk.engine.internal.ledger.Samples.ACME;
import static dev.souk.engine.internal.ledger.Samples.ZETA;
import static dev.souk.engine.internal.ledger.Samples.leg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.AuditReport;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.LedgerRoot;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.LedgerVisitor;
import dev.souk.spi.store.LedgerVisitor.JournaledTransfer;
import dev.souk.spi.store.RollUp;
import dev.souk.spi.store.RolledUpLine;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LedgerAuditTest {
    private final List<Account> accounts = new ArrayList<>();
    private final List<Execution> running = new ArrayList<>();
    private final List<JournaledTransfer> transfers = new ArrayList<>();

    /** A ledger that shows whatever the test put into it. */
    private final class Shown implements LedgerStore {
        @Override
        public void visit(LedgerVisitor visitor) {
            Map<AccountId, String> ends = new HashMap<>();
            List<Line> shown = chained(lines == null ? lines() : lines, ends);
            accounts.forEach(account -> visitor.account(
                    account.link().isEmpty() ? linked(account, ends.getOrDefault(account.id(), "")) : account));
            running.forEach(visitor::running);
            collecting().forEach(visitor::collecting);
            transfers.forEach(visitor::transfer);
            shown.forEach(line -> visitor.line(journaled(line.transfer()), line.posting()));
            rolledUp.forEach(visitor::rolledUp);
            for (LedgerRoot root : roots) {
                visitor.root(root);
                leaves.getOrDefault(root.number(), List.of()).forEach(leaf -> visitor.leaf(leaf, link));
            }
        }

        @Override
        public Optional<LedgerRoot> seal(BiFunction<Optional<LedgerRoot>, Stream<LedgerRoot.Leaf>, LedgerRoot> seal) {
            throw new AssertionError("an audit writes nothing");
        }

        @Override
        public List<LedgerRoot> roots(long before, int most) {
            throw new AssertionError("an audit sees everything at one moment");
        }

        @Override
        public boolean rollUp(Function<? super RollUp, RolledUpLine> fold) {
            throw new AssertionError("an audit writes nothing");
        }

        @Override
        public <T> T transact(Function<? super LedgerTransaction, ? extends T> work) {
            throw new AssertionError("an audit writes nothing");
        }

        @Override
        public Optional<Account> account(AccountId id) {
            throw new AssertionError("an audit sees everything at one moment");
        }

        @Override
        public List<Account> accounts(AccountId after, int most) {
            throw new AssertionError("an audit sees everything at one moment");
        }

        @Override
        public List<StatementLine> statement(AccountId account, long before, int most) {
            throw new AssertionError("an audit sees everything at one moment");
        }

        @Override
        public List<Collected> collected(AccountId account, LocalDate from, LocalDate to) {
            throw new AssertionError("an audit sees everything at one moment");
        }
    }

    private static Account linked(Account account, String link) {
        return new Account(account.id(), account.posted(), account.held(), account.sequence(), link);
    }

    private JournaledTransfer journaled(TransferId id) {
        return transfers.stream()
                .filter(transfer -> transfer.id().equals(id))
                .findFirst()
                .orElseGet(() -> new JournaledTransfer(id, TransferKind.GRANT, Samples.NOW, null, "", List.of()));
    }

    /** The same lines with the links that are due, unless the test gives them others. */
    private List<Line> chained(List<Line> all, Map<AccountId, String> ends) {
        List<Line> chained = new ArrayList<>();
        for (Line line : all) {
            AccountId account = line.posting().account();
            String link = line.posting().link().isEmpty()
                    ? Chain.link(ends.getOrDefault(account, ""), account, journaled(line.transfer()))
                    : line.posting().link();
            ends.put(account, link);
            chained.add(new Line(line.transfer(), line.posting().withLink(link)));
        }
        return chained;
    }

    private final List<RolledUpLine> rolledUp = new ArrayList<>();
    private final List<LedgerRoot> roots = new ArrayList<>();
    private final Map<Long, List<LedgerRoot.Leaf>> leaves = new HashMap<>();
    /** What all chains have where a leaf is. */
    private String link = "link";

    /** A line of a statement. */
    private record Line(TransferId transfer, Posting posting) {}

    /** What the statements say, if the test says so; otherwise what was posted. */
    private List<Line> lines;

    private List<Line> lines() {
        return transfers.stream()
                .flatMap(transfer -> transfer.postings().stream()
                        .filter(posting -> posting.account().isGuarded())
                        .map(posting -> new Line(transfer.id(), posting)))
                .sorted(Comparator.comparingLong((Line line) -> line.posting().sequence()))
                .toList();
    }

    /** What is read for collecting accounts: what was posted, and what the test adds. */
    private List<Account> collecting() {
        Map<AccountId, Long> sums = new HashMap<>(misread);
        for (JournaledTransfer transfer : transfers) {
            transfer.postings().stream()
                    .filter(posting -> !posting.account().isGuarded())
                    .forEach(posting -> sums.merge(posting.account(), posting.amount(), Long::sum));
        }
        return sums.entrySet().stream()
                .map(sum -> new Account(sum.getKey(), sum.getValue(), 0, 0))
                .toList();
    }

    private final Map<AccountId, Long> misread = new HashMap<>();

    private void transfer(Posting... postings) {
        transfers.add(journaled("t" + transfers.size(), postings));
    }

    private static JournaledTransfer journaled(String id, Posting... postings) {
        return new JournaledTransfer(
                new TransferId(id), TransferKind.GRANT, Samples.NOW, null, "memo", List.of(postings));
    }

    private static Posting acme(long amount, long sequence, long balance) {
        return new Posting(ACME, amount, sequence, balance);
    }

    private static Posting other(long amount) {
        return new Posting(AccountId.PLATFORM_DEPOSITS, amount, 0, 0);
    }

    private AuditReport audit() {
        return LedgerAudit.of(new Shown(), null);
    }

    private void finds(String... finding) {
        assertThat(audit().isClean()).isFalse();
        assertThat(audit().findings()).anySatisfy(found -> assertThat(found).contains(finding));
    }

    /** 10 paid in, then 4 paid out, of which the second transfer comes first; 5 of the 6 are held. */
    private void clean() {
        accounts.add(new Account(ACME, 6, 5, 2));
        running.add(Samples.execution(1, null, leg(ACME, 2)));
        running.add(Samples.execution(2, null, leg(ACME, 3)));
        transfer(acme(-4, 2, 6), other(4));
        transfer(acme(10, 1, 10), other(-10));
    }

    @Test
    void anEmptyLedgerIsClean() {
        assertThat(audit()).isEqualTo(new AuditReport(0, 0, 0, 0, 0, List.of()));
    }

    @Test
    void whatAddsUpIsCleanAndCounted() {
        clean();
        assertThat(audit()).isEqualTo(new AuditReport(2, 2, 4, 0, 0, List.of()));
    }

    @Test
    void aTransferThatDoesNotBalanceIsFound() {
        clean();
        transfer(other(1));
        finds("transfer t2 is off by 1 CREDIT_MICROS");
        finds("all postings together are off by 1");
    }

    @Test
    void aTransferThatBalancesOnlyOverUnitsIsFound() {
        clean();
        transfer(other(1), new Posting(AccountId.TRIAL_USED, -1, 0, 0));
        finds("t2", "-1 TRIAL_CALLS");
    }

    @Test
    void aBalanceThatWasChangedIsFound() {
        clean();
        accounts.set(0, new Account(ACME, 7, 5, 2));
        finds("tenant/acme says 7 and its postings sum to 6");
    }

    @Test
    void aPostingThatIsGoneIsFound() {
        clean();
        transfers.set(1, journaled("t1", other(0)));
        finds("tenant/acme has 1 postings up to number 2 and says 2");
    }

    @Test
    void aSequenceThatIsOffIsFound() {
        clean();
        accounts.set(0, new Account(ACME, 6, 5, 3));
        finds("tenant/acme has 2 postings up to number 2 and says 3");
    }

    @Test
    void theBalanceOfTheLastPostingIsChecked() {
        clean();
        transfers.set(0, journaled("t0", acme(-4, 2, 7), other(4)));
        finds("its last posting 7");
    }

    /** Only the balance of the last posting used to be looked at, and tenants are shown every one of them. */
    @Test
    void theBalanceOfEveryOtherPostingIsChecked() {
        clean();
        transfers.set(1, journaled("t1", acme(10, 1, 11), other(-10)));
        finds("tenant/acme", "balances do not follow");
    }

    @Test
    void twoPostingsWithOneNumberAreFound() {
        clean();
        accounts.set(0, new Account(ACME, 6, 5, 3));
        transfers.clear();
        transfer(acme(10, 1, 10), other(-10));
        transfer(acme(-3, 1, 7), other(3));
        transfer(acme(-1, 3, 6), other(1));
        finds("tenant/acme", "balances do not follow");
    }

    @Test
    void theFirstWrongLineOfAStatementIsNamed() {
        clean();
        lines = List.of(
                new Line(new TransferId("t1"), acme(10, 1, 11)), new Line(new TransferId("t0"), acme(-4, 2, 7)));
        finds("tenant/acme has number 1 with the balance 11 on its statement where number 1 with 10 is due");
        assertThat(audit().wrong()).isEqualTo(1);
    }

    @Test
    void aLineThatIsGoneFromAStatementIsFound() {
        clean();
        lines = List.of(new Line(new TransferId("t0"), acme(-4, 2, 6)));
        finds("tenant/acme has number 2", "where number 1 with -4 is due");
    }

    @Test
    void aStatementThatAddsUpToSomethingElseThanWasPostedIsFound() {
        clean();
        lines = List.of(
                new Line(new TransferId("t1"), acme(11, 1, 11)), new Line(new TransferId("t0"), acme(-5, 2, 6)));
        finds("tenant/acme has a statement that is not what was posted");
    }

    @Test
    void aChangeOfWhatWasChainedIsFoundWhereItIs() {
        clean();
        lines = chained(lines(), new HashMap<>());
        JournaledTransfer first = transfers.get(1);
        transfers.set(
                1, new JournaledTransfer(first.id(), first.kind(), first.at(), null, "another memo", first.postings()));
        finds("tenant/acme has number 1, of transfer t1, that is not what was chained");
        assertThat(audit().wrong()).isEqualTo(1);
    }

    @Test
    void aChainThatEndsElsewhereThanItsAccountSaysIsFound() {
        clean();
        accounts.set(0, new Account(ACME, 6, 5, 2, "elsewhere"));
        finds("tenant/acme does not end its chain where its statement does, at number 2");
    }

    @Test
    void rolledUpLinesAreAChainOfTheirOwn() {
        clean();
        RolledUpLine first = Chain.next(new RollUp(AccountId.PLATFORM_DEPOSITS, -4, null), Samples.NOW);
        RolledUpLine second = Chain.next(new RollUp(AccountId.PLATFORM_DEPOSITS, -2, first), Samples.NOW);
        rolledUp.addAll(List.of(first, second));
        assertThat(audit().isClean()).isTrue();

        rolledUp.set(0, new RolledUpLine(first.account(), 1, first.at().plusSeconds(1), -4, -4, first.link()));
        finds("platform-deposits has number 1 that is not what was chained");
        rolledUp.remove(0);
        finds("platform-deposits has number 2", "where number 1 is due");
    }

    @Nested
    class RootsOverTheChains {
        private final KeyPair key = newKey();

        private static KeyPair newKey() {
            try {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            } catch (NoSuchAlgorithmException impossible) {
                throw new AssertionError(impossible);
            }
        }

        private LedgerRoot seal(AccountId... accounts) {
            List<LedgerRoot.Leaf> grown = Arrays.stream(accounts)
                    .map(account -> new LedgerRoot.Leaf(account, 7, "link"))
                    .toList();
            Optional<LedgerRoot> last = roots.isEmpty() ? Optional.empty() : Optional.of(roots.get(roots.size() - 1));
            LedgerRoot root = Roots.next(last, grown.stream(), Samples.NOW, new RootKey(key));
            roots.add(root);
            leaves.put(root.number(), grown);
            return root;
        }

        @Test
        void thatFollowFromOneAnotherAndFromTheChainsAreCleanAndCounted() {
            clean();
            seal(ACME, ZETA);
            LedgerRoot kept = seal(ACME);
            seal(ZETA);
            AuditReport report = LedgerAudit.of(new Shown(), kept);
            assertThat(report.findings()).isEmpty();
            assertThat(report.roots()).isEqualTo(3);
        }

        @Test
        void aChainThatHasSomethingElseThereIsNamed() {
            seal(ACME, ZETA);
            link = "another";
            finds("tenant/acme has number 7, which is not what it was when root 1 was made");
            assertThat(audit().wrong()).isEqualTo(1);
            link = "";
            finds("tenant/acme has number 7 no more when root 1 was made");
        }

        @Test
        void aLeafThatIsGoneAndARootThatIsGoneAreFound() {
            seal(ACME, ZETA);
            seal(ACME);
            leaves.put(1L, leaves.get(1L).subList(0, 1));
            finds("root 1 is not the digest of its leaves");
            roots.remove(0);
            finds("root 2 does not follow from the root before it, where number 1 is due");
        }

        @Test
        void aSignatureThatIsNotTheKeysIsFound() {
            LedgerRoot root = seal(ACME);
            LedgerRoot other = seal(ZETA);
            roots.set(
                    0, new LedgerRoot(1, root.at(), "", root.accounts(), root.digest(), root.key(), other.signature()));
            finds("root 1 has a signature that is not its key's");
        }

        @Test
        void aRootThatWasKeptMustBeAmongThem() {
            LedgerRoot kept = seal(ACME);
            roots.clear();
            leaves.clear();
            assertThat(LedgerAudit.of(new Shown(), kept).findings())
                    .singleElement()
                    .asString()
                    .contains("the last root here is number 0, and number 1 was kept", "older backup");
            seal(ZETA);
            assertThat(LedgerAudit.of(new Shown(), kept).findings())
                    .singleElement()
                    .asString()
                    .contains("root 1 is not the one that was kept");
        }
    }

    @Test
    void aStatementOfNobodyIsFound() {
        clean();
        lines = new ArrayList<>(lines());
        lines.add(new Line(new TransferId("t9"), new Posting(ZETA, 1, 1, 1)));
        finds("tenant/zeta has a statement and no postings");
    }

    @Test
    void aCollectingAccountThatSaysSomethingElseIsFound() {
        clean();
        misread.put(AccountId.PLATFORM_DEPOSITS, 1L);
        finds("platform-deposits says -5 and its postings sum to -6");
        misread.put(AccountId.PLATFORM_FEES, 2L);
        finds("platform-fees says 2 and has no postings");
    }

    @Test
    void moreHeldThanRunningCallsHoldIsFound() {
        clean();
        running.remove(1);
        finds("says 5 is held and its running calls hold 2");
    }

    @Test
    void callsThatHoldWhatTheAccountDoesNotSayAreFound() {
        clean();
        accounts.set(0, new Account(ACME, 6, 0, 2));
        finds("says 0 is held and its running calls hold 5");
    }

    @Test
    void postingsAndHoldsOnAnAccountThatIsNotThereAreFound() {
        clean();
        accounts.clear();
        finds("tenant/acme has postings and no balance");
        finds("tenant/acme is held from and has no balance");
    }

    /** Amounts that do not fit used to end the audit with an exception. */
    @Test
    void amountsThatCannotBeAddedUpAreFoundAndTheAuditGoesOn() {
        clean();
        transfer(other(Long.MAX_VALUE), other(Long.MAX_VALUE));
        transfer(new Posting(AccountId.TRIAL_USED, 1, 0, 0));
        finds("transfer t2 holds amounts that cannot be added up");
        finds("transfer t3 is off by 1");
    }

    @Test
    void onlyTheFirstHundredFindingsAreToldAndAllAreCounted() {
        for (int i = 0; i < 150; i++) {
            transfer(other(1));
        }
        assertThat(audit().findings()).hasSize(LedgerAudit.MAX_FINDINGS);
        assertThat(audit().wrong()).isEqualTo(151);
    }
}
