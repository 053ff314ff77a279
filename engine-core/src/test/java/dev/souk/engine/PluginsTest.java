package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.PluginReport;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.PluginSources;
import dev.souk.engine.support.TestAgent;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.event.MarketEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    @TempDir
    private Path directory;

    private Market market;

    @AfterEach
    void close() {
        if (market != null) {
            market.close();
        }
    }

    private void load(Agent... agents) {
        market = Market.with(parts -> parts.plugins(directory), agents);
    }

    private PluginReport report(String file) {
        return market.souk.plugins().stream()
                .filter(report -> report.file().getFileName().toString().equals(file))
                .findFirst()
                .orElseThrow();
    }

    /** One good plugin besides what the test lays there; it loads and can be called whatever the others are. */
    private void rejected(String file, ErrorCode code, String... reason) {
        PluginSources.hello("good.hello", "1.0.0").jar(directory, "zz-good.jar");
        load();
        PluginReport report = report(file);
        assertThat(report.isLoaded()).isFalse();
        assertThat(report.codeOrNull()).isEqualTo(code);
        assertThat(Arrays.asList(reason))
                .allSatisfy(part -> assertThat(report.reason()).contains(part));
        assertThat(report.agents()).isEmpty();
        assertThat(market.events)
                .filteredOn(MarketEvent.PluginRejected.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    assertThat(((MarketEvent.PluginRejected) event).file()).isEqualTo(file);
                    assertThat(((MarketEvent.PluginRejected) event).code()).isEqualTo(code);
                });
        assertThat(report("zz-good.jar").isLoaded()).isTrue();
        says(market.call("good.hello"), "hello from 1.0.0");
        assertThat(market.souk.agents().all()).hasSize(1);
    }

    private static void says(CallResult result, String text) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Receipt.class, receipt -> assertThat(receipt.output()).containsEntry("text", text));
    }

    @Nested
    class AGoodPlugin {
        private void isLoaded(String file) {
            load();
            assertThat(report(file).isLoaded()).isTrue();
            assertThat(report(file).plugin()).isEqualTo("indie.hello");
            assertThat(report(file).agents()).containsExactly("indie.hello 1.2.0");
            assertThat(report(file).reason()).isEmpty();
            says(market.call("indie.hello"), "hello from 1.2.0");
            assertThat(market.souk
                            .agents()
                            .find(new AgentId("indie.hello"), null)
                            .orElseThrow()
                            .origin())
                    .isEqualTo("indie.hello");
            assertThat(market.events)
                    .filteredOn(MarketEvent.PluginLoaded.class::isInstance)
                    .singleElement()
                    .satisfies(event -> assertThat(((MarketEvent.PluginLoaded) event).agents())
                            .containsExactly("indie.hello 1.2.0"));
        }

        @Test
        void canBeAJar() {
            PluginSources.hello("indie.hello", "1.2.0").jar(directory, "hello.jar");
            isLoaded("hello.jar");
        }

        @Test
        void canBeAZip() {
            PluginSources.hello("indie.hello", "1.2.0").zip(directory, "hello.zip");
            isLoaded("hello.zip");
            assertThat(directory.resolve("hello")).doesNotExist();
        }

        @Test
        void canBeADirectory() {
            PluginSources.hello("indie.hello", "1.2.0").directory(directory, "hello");
            isLoaded("hello");
        }

        @Test
        void canBringSeveralAgents() {
            PluginSources.hello("indie.hello", "1.2.0")
                    .classes("plug.Snoop", "plug.Greeting")
                    .extensions("plug.Hello", "plug.Snoop")
                    .jar(directory, "two.jar");
            load();
            assertThat(report("two.jar").agents()).containsExactly("indie.hello 1.2.0", "plug.snoop 1.0.0");
        }

        @Test
        void closesItsAgentsOnceWithTheEngine() {
            System.clearProperty("souk.test.closed.indie.closing");
            PluginSources.hello("indie.closing", "1.2.0").jar(directory, "hello.jar");
            load();
            assertThat(System.getProperty("souk.test.closed.indie.closing")).isNull();
            market.close();
            market.close();
            assertThat(System.getProperty("souk.test.closed.indie.closing")).isEqualTo("x");
        }

        @Test
        void withoutAPriceIsLoadedAndRefusedWhenItIsCalled() {
            PluginSources.plugin("plug.nopricing", "1.0.0", "plug.NoPricing").jar(directory, "free.jar");
            load();
            assertThat(report("free.jar").isLoaded()).isTrue();
            assertThat(market.call("plug.nopricing")).isInstanceOf(Refusal.NoPrice.class);
        }

        @Test
        void mayNotSayWhichSpiItNeeds() {
            PluginSources.hello("indie.hello", "1.2.0")
                    .without("Plugin-Requires")
                    .jar(directory, "hello.jar");
            isLoaded("hello.jar");
        }
    }

    @Nested
    class TwoVersions {
        @Test
        void ofAnAgentStandSideBySide() {
            PluginSources.hello("indie.hello", "1.0.0").jar(directory, "old.jar");
            PluginSources.hello("indie.hello", "2.0.0").jar(directory, "new.jar");
            load();
            says(market.call("indie.hello"), "hello from 2.0.0");
            says(market.souk.call(Market.to("indie.hello").version("1.0.0").build()), "hello from 1.0.0");
            assertThat(market.souk.agents().versions(new AgentId("indie.hello")))
                    .hasSize(2);
        }

        @Test
        void thatAreTheSameAreTheFirstOfThem() {
            PluginSources.hello("indie.hello", "1.0.0").jar(directory, "a.jar");
            PluginSources.hello("indie.hello", "1.0.0").jar(directory, "b.jar");
            load();
            assertThat(report("a.jar").isLoaded()).isTrue();
            assertThat(report("b.jar").codeOrNull()).isEqualTo(ErrorCode.PLUGIN_DUPLICATE);
            assertThat(report("b.jar").reason()).contains("indie.hello 1.0.0", "a.jar");
            says(market.call("indie.hello"), "hello from 1.0.0");
        }

        @Test
        void ofPluginsThatBringTheSameAgentAreTheFirstOfThem() {
            PluginSources.hello("indie.hello", "1.0.0").jar(directory, "a.jar");
            PluginSources.hello("indie.hello", "1.0.0")
                    .attribute("Plugin-Id", "copy")
                    .jar(directory, "b.jar");
            load();
            assertThat(report("b.jar").codeOrNull()).isEqualTo(ErrorCode.PLUGIN_DUPLICATE);
            assertThat(report("b.jar").reason()).contains("agent indie.hello 1.0.0", "from indie.hello");
        }

        @Test
        void ofWhichOneIsTheHostsOwnAreTheHosts() {
            PluginSources.hello("indie.hello", "1.0.0").jar(directory, "a.jar");
            load(TestAgent.echo("indie.hello"));
            assertThat(report("a.jar").codeOrNull()).isEqualTo(ErrorCode.PLUGIN_DUPLICATE);
            assertThat(market.call("indie.hello")).isInstanceOf(Receipt.class);
        }
    }

    @Nested
    class Rejected {
        @Test
        void isATextFile() throws IOException {
            Files.writeString(directory.resolve("notes.txt"), "not a plugin");
            rejected("notes.txt", ErrorCode.PLUGIN_UNREADABLE, "neither a .jar nor a .zip");
        }

        @Test
        void isATruncatedZip() throws IOException {
            Path whole = PluginSources.hello("indie.hello", "1.0.0").zip(directory, "cut.zip");
            byte[] bytes = Files.readAllBytes(whole);
            Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));
            rejected("cut.zip", ErrorCode.PLUGIN_UNREADABLE, "truncated or damaged", "copy it again");
        }

        @Test
        void isAnEmptyJar() throws IOException {
            Files.write(directory.resolve("empty.jar"), new byte[0]);
            rejected("empty.jar", ErrorCode.PLUGIN_UNREADABLE);
        }

        @Test
        void isTextThatIsNamedLikeAJar() throws IOException {
            Files.writeString(directory.resolve("text.jar"), "not a jar".repeat(100));
            rejected("text.jar", ErrorCode.PLUGIN_UNREADABLE, "truncated or damaged");
        }

        @Test
        void isAJarWithoutDescriptor() {
            PluginSources.empty().classes("plug.Hello").extensions("plug.Hello").jar(directory, "bare.jar");
            rejected("bare.jar", ErrorCode.PLUGIN_UNREADABLE, "Plugin-Id");
        }

        @Test
        void isAJarWithoutVersion() {
            PluginSources.hello("indie.hello", "1.0.0")
                    .without("Plugin-Version")
                    .jar(directory, "unversioned.jar");
            rejected("unversioned.jar", ErrorCode.PLUGIN_UNREADABLE);
        }

        @Test
        void isADirectoryThatIsNoPlugin() throws IOException {
            Files.createDirectories(directory.resolve("stuff/deeper"));
            rejected("stuff", ErrorCode.PLUGIN_UNREADABLE, "descriptor");
        }

        @Test
        void isAZipThatWouldWriteOutsideOfItsPlace() {
            PluginSources.hello("indie.hello", "1.0.0")
                    .entry("../../../escaped.txt", new byte[] {1})
                    .zip(directory, "slip.zip");
            rejected("slip.zip", ErrorCode.PLUGIN_UNREADABLE);
        }

        @Test
        void isAnAgentWhoseConstructorThrows() {
            PluginSources.plugin("bad", "1.0.0", "plug.ThrowsInConstructor").jar(directory, "bad.jar");
            rejected(
                    "bad.jar",
                    ErrorCode.PLUGIN_FAILED,
                    "constructor of plug.ThrowsInConstructor",
                    "no constructor today");
        }

        @Test
        void isAnAgentWhoseConstructorThrowsAnError() {
            PluginSources.plugin("bad", "1.0.0", "plug.ErrorInConstructor").jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.PLUGIN_FAILED, "no constructor today");
        }

        /** There was no engine at all, for as long as the constructor took. */
        @Test
        void isAnAgentWhoseConstructorDoesNotReturn() {
            PluginSources.plugin("bad", "1.0.0", "plug.WaitsInConstructor").jar(directory, "bad.jar");
            market = Market.with(
                    parts -> parts.plugins(directory)
                            .config(Market.config()
                                    .pluginTimeout(Duration.ofMillis(50))
                                    .build()),
                    TestAgent.echo("acme.echo"));
            assertThat(report("bad.jar").codeOrNull()).isEqualTo(ErrorCode.PLUGIN_FAILED);
            assertThat(report("bad.jar").reason()).contains("did not start within 50 ms");
            assertThat(market.call("acme.echo")).isInstanceOf(Receipt.class);
        }

        @Test
        void isAnAgentWhoseStaticInitialiserThrows() {
            PluginSources.plugin("bad", "1.0.0", "plug.ThrowsInStatic").jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.PLUGIN_FAILED, "plug.ThrowsInStatic", "ExceptionInInitializerError");
        }

        @Test
        void isAnAgentThatCannotBeMadeFromOutside() {
            PluginSources.plugin("bad", "1.0.0", "plug.PrivateConstructor").jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.PLUGIN_FAILED, "public constructor without parameters");
        }

        /** An error while an agent described itself used to come out of the builder, and there was no engine at all. */
        @Test
        void isAnAgentThatFailsToDescribeItselfWithAnError() {
            PluginSources.plugin("bad", "1.0.0", "plug.ErrorInDescriptor").jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.AGENT_DESCRIPTOR_INVALID, "no descriptor today");
        }

        @Test
        void isAnAgentThatDescribesItselfWithNull() {
            PluginSources.plugin("bad", "1.0.0", "plug.NullDescriptor").jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.AGENT_DESCRIPTOR_INVALID, "with null");
        }

        @Test
        void isAnAgentWithABrokenSchema() {
            PluginSources.plugin("bad", "1.0.0", "plug.BrokenSchema").jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.AGENT_DESCRIPTOR_INVALID, "plug.broken 1.0.0", "output schema");
        }

        @Test
        void isAnAgentWhoseClassesAreMissing() {
            PluginSources.plugin("bad", "1.0.0", "plug.UsesMissing").jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.PLUGIN_FAILED, "plug.UsesMissing");
        }

        @Test
        void isAnExtensionWhoseClassIsMissing() {
            PluginSources.hello("bad", "1.0.0").extensions("plug.Nowhere").jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.PLUGIN_FAILED, "plug.Nowhere");
        }

        @Test
        void isAnExtensionThatIsNoAgent() {
            PluginSources.plugin("bad", "1.0.0", "plug.NotAnAgent").jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.PLUGIN_FAILED, "plug.NotAnAgent", "is no dev.souk.spi.agent.Agent");
        }

        @Test
        void isAPluginWithoutExtensions() {
            PluginSources.hello("bad", "1.0.0").extensions().jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.PLUGIN_FAILED, "no agent", "@Extension");
        }

        @Test
        void isAPluginWithoutAnIndexOfItsExtensions() {
            PluginSources.empty()
                    .attribute("Plugin-Id", "bad")
                    .attribute("Plugin-Version", "1.0.0")
                    .classes("plug.Hello")
                    .jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.PLUGIN_FAILED, "annotation processor");
        }

        @Test
        void isAPluginOfWhichOneAgentIsBad() {
            PluginSources.hello("indie.hello", "1.0.0")
                    .classes("plug.ThrowsInConstructor")
                    .extensions("plug.Hello", "plug.ThrowsInConstructor")
                    .jar(directory, "half.jar");
            rejected("half.jar", ErrorCode.PLUGIN_FAILED, "ThrowsInConstructor");
            assertThat(market.call("indie.hello")).isInstanceOf(Refusal.UnknownAgent.class);
        }

        @Test
        void isAPluginThatFailsToStart() {
            PluginSources.hello("bad", "1.0.0")
                    .classes("plug.ThrowingPlugin")
                    .attribute("Plugin-Class", "plug.ThrowingPlugin")
                    .jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.PLUGIN_FAILED, "no start today");
        }

        @Test
        void isAPluginThatFailsToStartWithAnError() {
            PluginSources.hello("bad", "1.0.0")
                    .classes("plug.ErrorPlugin")
                    .attribute("Plugin-Class", "plug.ErrorPlugin")
                    .jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.PLUGIN_FAILED, "no start today");
        }

        @Test
        void isAPluginWhoseClassIsMissing() {
            PluginSources.hello("bad", "1.0.0")
                    .attribute("Plugin-Class", "plug.Nowhere")
                    .jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.PLUGIN_FAILED);
        }

        @Test
        void isAPluginForAnotherSpi() {
            PluginSources.hello("bad", "1.0.0")
                    .attribute("Plugin-Requires", ">=9.0.0")
                    .jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.PLUGIN_INCOMPATIBLE, "requires SPI >=9.0.0", "1.0.0");
        }

        @Test
        void isAPluginThatSaysNonsenseOfTheSpi() {
            PluginSources.hello("bad", "1.0.0")
                    .attribute("Plugin-Requires", "the latest one")
                    .jar(directory, "bad.jar");
            rejected("bad.jar", report -> true);
        }

        private void rejected(String file, Predicate<PluginReport> like) {
            load();
            assertThat(report(file)).matches(report -> !report.isLoaded()).matches(like);
            assertThat(report(file).reason()).isNotBlank();
        }

        private void rejected(String file, ErrorCode code, String... reason) {
            PluginsTest.this.rejected(file, code, reason);
        }

        @Test
        void isAPluginThatNeedsAnotherOne() {
            PluginSources.hello("bad", "1.0.0")
                    .attribute("Plugin-Dependencies", "other")
                    .jar(directory, "bad.jar");
            rejected("bad.jar", report -> true);
        }

        @Test
        void isAJarThatBundlesTheSpi() {
            PluginSources.hello("bad", "1.0.0")
                    .entry("dev/souk/spi/agent/Agent.class", spi())
                    .jar(directory, "bad.jar");
            rejected("bad.jar", ErrorCode.PLUGIN_INCOMPATIBLE, "bundles Souk's SPI", "provided");
        }

        /** Only the entries of the file itself were looked at, and the reason told was a riddle. */
        @Test
        void isAZipWithALibraryThatBundlesTheSpi() throws IOException {
            Path elsewhere = Files.createTempDirectory("libraries");
            Path library = PluginSources.empty()
                    .entry("dev/souk/spi/agent/Agent.class", spi())
                    .jar(elsewhere, "souk-engine-spi.jar");
            PluginSources.hello("bad", "1.0.0").zip(directory, "bad.zip", library);
            rejected("bad.zip", ErrorCode.PLUGIN_INCOMPATIBLE, "bundles Souk's SPI");
        }

        @Test
        void isADirectoryThatBundlesTheSpi() {
            PluginSources.hello("bad", "1.0.0")
                    .entry("dev/souk/spi/agent/Agent.class", spi())
                    .directory(directory, "bad");
            rejected("bad", ErrorCode.PLUGIN_INCOMPATIBLE, "bundles Souk's SPI");
        }

        private static byte[] spi() {
            try (var in = Agent.class.getResourceAsStream("Agent.class")) {
                return in.readAllBytes();
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
        }
    }

    @Test
    void manyBrokenOnesAreAllReportedInTheOrderOfTheirNames() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "text");
        Files.writeString(directory.resolve("b.jar"), "text");
        Files.writeString(directory.resolve(".hidden"), "not even looked at");
        PluginSources.plugin("c", "1.0.0", "plug.ThrowsInConstructor").jar(directory, "c.jar");
        PluginSources.hello("indie.hello", "1.0.0").jar(directory, "d.jar");
        load();
        assertThat(market.souk.plugins())
                .extracting(report -> report.file().getFileName().toString())
                .containsExactly("a.txt", "b.jar", "c.jar", "d.jar");
        assertThat(market.souk.plugins()).extracting(PluginReport::isLoaded).containsExactly(false, false, false, true);
    }

    @Nested
    class APluginSees {
        private Map<String, Object> seen(PluginSources.Packing packing, String... classes) {
            packing.jar(directory, "snoop.jar");
            load();
            assertThat(report("snoop.jar").reason()).isEmpty();
            Receipt receipt = (Receipt) market.souk.call(Market.to("plug.snoop")
                    .input(Map.of("classes", List.of(classes)))
                    .build());
            return receipt.output();
        }

        private PluginSources.Packing snoop() {
            return PluginSources.plugin("plug.snoop", "1.0.0", "plug.Snoop").classes("plug.Greeting");
        }

        @Test
        void nothingOfTheEngineNorItsLibraries() {
            assertThat(seen(
                            snoop(),
                            "tools.jackson.databind.json.JsonMapper",
                            "dev.souk.engine.Souk",
                            "dev.souk.engine.internal.memory.MemoryStore",
                            "com.google.inject.Guice",
                            "org.slf4j.LoggerFactory",
                            "org.junit.jupiter.api.Assertions"))
                    .containsEntry("tools.jackson.databind.json.JsonMapper", "not seen")
                    .containsEntry("dev.souk.engine.Souk", "not seen")
                    .containsEntry("dev.souk.engine.internal.memory.MemoryStore", "not seen")
                    .containsEntry("com.google.inject.Guice", "not seen")
                    .containsEntry("org.slf4j.LoggerFactory", "not seen")
                    .containsEntry("org.junit.jupiter.api.Assertions", "not seen")
                    .containsEntry("plans", "not seen");
        }

        @Test
        void theSpiAndTheJdk() {
            assertThat(seen(snoop(), "dev.souk.spi.SpiVersion", "java.util.ArrayList", "java.sql.Date"))
                    .containsEntry("dev.souk.spi.SpiVersion", "seen")
                    .containsEntry("java.util.ArrayList", "[]")
                    .containsEntry("java.sql.Date", "seen");
        }

        @Test
        void itsOwnLibrariesOfWhateverName() {
            assertThat(seen(
                            snoop().classes("tools.jackson.databind.json.JsonMapper"),
                            "tools.jackson.databind.json.JsonMapper"))
                    .containsEntry("tools.jackson.databind.json.JsonMapper", "the plugin's own");
        }

        /** The context class loader was the host's, so libraries in a plugin looked for their services in the engine. */
        @Test
        void itsOwnServicesThroughTheContextClassLoader() {
            assertThat(seen(snoop().classes("plug.GreetingService")
                            .entry(
                                    "META-INF/services/plug.Greeting",
                                    "plug.GreetingService".getBytes(StandardCharsets.UTF_8))))
                    .containsEntry("context", true)
                    .containsEntry("service", true)
                    .containsEntry("serviceInConstructor", true);
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(PluginsTest.class.getClassLoader());
        }
    }
}
