package dev.souk.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows of {@code docs/architecture.md}, held over the compiled classes of every published module. */
class ArchitectureTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of(
            "engine-spi",
            "engine-core",
            "storage-jdbc",
            "http-adapter",
            "plugins/testkit",
            "plugins/security-scanner",
            "plugins/data-processor",
            "plugins/summarizer");
    private static final String[] HIDDEN_LIBRARIES = {
        "com.google.inject..",
        "com.google.common..",
        "org.jdbi..",
        "com.zaxxer..",
        "org.flywaydb..",
        "dev.failsafe..",
        "com.github.benmanes..",
        "com.networknt..",
        "tools.jackson..",
        "com.fasterxml.."
    };

    private static JavaClasses house;

    @BeforeAll
    static void importTheHouse() {
        List<Path> compiled = new ArrayList<>();
        for (String module : MODULES) {
            Path classes = ROOT.resolve(module).resolve("target/classes");
            assertThat(classes).as("compiled classes of " + module).isDirectory();
            compiled.add(classes);
        }
        house = new ClassFileImporter().importPaths(compiled);
    }

    @Test
    void noPackageCycles() {
        slices().matching("dev.souk.(**)").should().beFreeOfCycles().check(house);
    }

    @Test
    void theSpiSeesTheJdkTheNullnessAnnotationsAndPf4jsMarker() {
        noClasses()
                .that()
                .resideInAPackage("dev.souk.spi..")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage("dev.souk.spi..", "java..", "org.jspecify.annotations.."))
                        .and(not(named("org.pf4j.ExtensionPoint"))))
                .check(house);
    }

    @Test
    void storageAndAgentsSeeTheSpiAlone() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.souk.jdbc..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.souk..")
                        .and(not(resideInAnyPackage("dev.souk.spi..", "dev.souk.jdbc.."))))
                .check(house);
        noClasses()
                .that()
                .resideInAnyPackage("dev.souk.plugin..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.souk..")
                        .and(not(resideInAnyPackage("dev.souk.spi..", "dev.souk.plugin.."))))
                .check(house);
    }

    @Test
    void theEngineKnowsNoStorageAndNoAdapter() {
        noClasses()
                .that()
                .resideInAPackage("dev.souk.engine..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.souk.jdbc..", "dev.souk.http..", "dev.souk.server..", "dev.souk.plugin.."))
                .check(house);
    }

    @Test
    void theAdapterNeedsNothingOfTheStandaloneServer() {
        noClasses()
                .that()
                .resideInAPackage("dev.souk.http..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.souk.jdbc..", "dev.souk.server..", "picocli..", "ch.qos.logback.."))
                .check(house);
    }

    @Test
    void nobodyImportsAnotherModulesInternals() throws IOException {
        for (String module : List.of("dev.souk.engine", "dev.souk.jdbc", "dev.souk.http")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(module + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage(module + ".internal.."))
                    .check(house);
        }
        assertThat(sources("benchmarks", "samples"))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(Files.readString(source))
                        .as(source.toString())
                        .doesNotContainPattern("dev\\.souk\\.[a-z]+\\.internal"));
    }

    @Test
    void stagesHandOnAndNeverReachBack() {
        String internal = "dev.souk.engine.internal.";
        noClasses()
                .that()
                .resideInAPackage(internal + "admission")
                .should()
                .dependOnClassesThat(resideInAnyPackage(internal + "invoke", internal + "settle"))
                .check(house);
        noClasses()
                .that()
                .resideInAPackage(internal + "invoke")
                .should()
                .dependOnClassesThat(resideInAPackage(internal + "settle"))
                .check(house);
        noClasses()
                .that()
                .resideInAPackage("dev.souk.engine.internal..")
                .and()
                .resideOutsideOfPackages(internal + "admission", internal + "invoke", internal + "settle")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        internal + "admission", internal + "invoke", internal + "settle", "dev.souk.engine"))
                .check(house);
    }

    @Test
    void publicSignaturesShowNoLibrary() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(
                        "dev.souk.engine",
                        "dev.souk.engine.call",
                        "dev.souk.engine.config",
                        "dev.souk.jdbc",
                        "dev.souk.http")
                .and()
                .areDeclaredInClassesThat()
                .doNotHaveSimpleName("SoukModule")
                .should(showNo(resideInAnyPackage(HIDDEN_LIBRARIES)))
                .check(house);
    }

    private static ArchCondition<JavaMethod> showNo(DescribedPredicate<JavaClass> hidden) {
        return new ArchCondition<>("show no library") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .filter(hidden)
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " shows " + type.getName())));
            }
        };
    }

    @Test
    void onlyTheCompositionRootTouchesTheSystemsTime() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.souk.spi..",
                        "dev.souk.engine..",
                        "dev.souk.jdbc..",
                        "dev.souk.http..",
                        "dev.souk.plugin..")
                .and()
                .doNotHaveSimpleName("SoukBuilder")
                .and()
                .doNotHaveSimpleName("SystemThreads")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(house);
    }

    @Test
    void everyPackageSaysWhyItIsThere() throws IOException {
        Set<Path> silent = new TreeSet<>();
        for (String module : MODULES) {
            for (Path source : sources(module)) {
                Path info = source.resolveSibling("package-info.java");
                if (!Files.exists(info) || !Files.readString(info).contains("@NullMarked")) {
                    silent.add(source.getParent());
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void valuesThatGoThroughTheDoorAreRecordsSealedOrFinal() {
        classes()
                .that()
                .resideInAPackage("dev.souk.engine.call")
                .and()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .should(new ArchCondition<>("be final") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (!type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.FINAL)) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " is not final"));
                        }
                    }
                })
                .check(house);
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(
                "named " + name, type -> type.getName().equals(name));
    }

    private static List<Path> sources(String... modules) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : modules) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                files.filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/"))
                        .filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.endsWith("package-info.java"))
                        .forEach(sources::add);
            }
        }
        return sources;
    }
}
