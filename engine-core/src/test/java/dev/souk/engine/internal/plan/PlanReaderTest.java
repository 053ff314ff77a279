package dev.souk.engine.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanReaderTest {
    private static final String PLAN =
            "{'id':'a','requestsPerMinute':1,'requestsPerHour':2,'callsInFlight':3,'price':'0.5'}";
    private static final String REST = "'trial':{'calls':4,'callsInFlight':5},'user':{'requestsPerMinute':6}";

    private static Plans read(String text) {
        return PlanReader.read(text.replace('\'', '"'), "plans.json");
    }

    private static Plan plan(String plan) {
        return read("{'plans':[" + plan + "]," + REST + "}").plans().get(0);
    }

    private static void wrong(String text, String... message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        SoukException.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining("plans.json is wrong")
                .satisfies(fault -> assertThat(message)
                        .allSatisfy(part -> assertThat(fault.getMessage()).contains(part)));
    }

    private static void wrongPlan(String plan, String... message) {
        wrong("{'plans':[" + plan + "]," + REST + "}", message);
    }

    @Test
    void aFileIsReadAsItIsWritten() {
        Plans plans = read("{'plans':[" + PLAN + "]," + REST + "}");
        assertThat(plans.plans()).singleElement().satisfies(plan -> {
            assertThat(plan.id()).hasToString("a");
            assertThat(List.of(plan.requestsPerMinute(), plan.requestsPerHour(), plan.callsInFlight()))
                    .containsExactly(1L, 2L, 3L);
            assertThat(plan.price()).contains(Credits.parse("0.5"));
            assertThat(plan.tenantPaysModels()).isFalse();
        });
        assertThat(plans.trial().calls()).isEqualTo(4);
        assertThat(plans.trial().callsInFlight()).isEqualTo(5);
        assertThat(plans.requestsPerMinuteAndUser()).isEqualTo(6);
    }

    @Nested
    class APrice {
        @Test
        void thatIsMissingStaysMissing() {
            assertThat(plan(PLAN.replace(",'price':'0.5'", "")).price()).isEmpty();
            assertThat(plan(PLAN.replace("'0.5'", "null")).price()).isEmpty();
        }

        @Test
        void thatIsFreeSaysSo() {
            assertThat(plan(PLAN.replace("0.5", "free")).price()).contains(Credits.ZERO);
            wrongPlan(PLAN.replace("0.5", "0"), "plan a", "write \"free\"");
            wrongPlan(PLAN.replace("0.5", "0.000000"), "write \"free\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "1e3", "1,5", "NaN", "0.0000001", "", "Free", "1000001"})
        void thatIsNoneIsWrong(String price) {
            wrongPlan(PLAN.replace("0.5", price));
        }
    }

    @Nested
    class AFile {
        @ParameterizedTest
        @ValueSource(strings = {"", "not json", "[]", "{", "{} {}", "{'plans':[],'plans':[]}"})
        void thatIsNotJsonIsWrong(String text) {
            wrong(text);
        }

        @Test
        void withAFieldThatIsNotKnownIsWrong() {
            wrong("{'plans':[]," + REST + ",'extra':1}", "/extra", "'extra' is not known");
            wrongPlan(PLAN.replace("'price'", "'prise'"), "/plans/0/prise");
        }

        @Test
        void withoutOneOfItsPartsIsWrong() {
            wrong("{}", "plans, trial and user");
            wrong("{'plans':[],'trial':{'calls':1,'callsInFlight':1}}", "plans, trial and user");
            wrong("{'plans':[],'trial':null,'user':{'requestsPerMinute':1}}", "plans, trial and user");
        }

        @Test
        void withAnEntryOfNullIsWrong() {
            wrong("{'plans':[null]," + REST + "}", "a plan is null");
        }

        @Test
        void withoutAnIdOrALimitIsWrong() {
            wrongPlan(PLAN.replace("'id':'a',", ""), "a plan has no id");
            wrongPlan(PLAN.replace("'id':'a'", "'id':'a b'"), "'a b'");
            wrongPlan(PLAN.replace("'requestsPerMinute':1,", ""), "plan a: requestsPerMinute");
            wrongPlan(PLAN.replace("'callsInFlight':3,", ""), "plan a: callsInFlight");
        }

        @Test
        void withALimitOutOfItsRangeIsWrong() {
            wrongPlan(PLAN.replace("'requestsPerHour':2", "'requestsPerHour':0"), "plan a: requestsPerHour is 0");
            wrongPlan(PLAN.replace("'requestsPerHour':2", "'requestsPerHour':-5"), "-5");
            wrongPlan(PLAN.replace("'requestsPerHour':2", "'requestsPerHour':1000001"), "1000001");
            wrongPlan(PLAN.replace("'requestsPerHour':2", "'requestsPerHour':'many'"), "/plans/0/requestsPerHour");
            wrongPlan(PLAN.replace("'requestsPerHour':2", "'requestsPerHour':null"), "/plans/0/requestsPerHour");
        }

        @Test
        void withTheSameIdTwiceIsWrong() {
            wrongPlan(PLAN + "," + PLAN, "two plans have the same id");
        }

        /** It used to be read as a trial of no calls. */
        @Test
        void whoseTrialDoesNotSayHowManyCallsIsWrong() {
            wrong("{'plans':[],'trial':{'callsInFlight':1},'user':{'requestsPerMinute':1}}", "how many calls");
            wrong("{'plans':[],'trial':{'calls':-1,'callsInFlight':1},'user':{'requestsPerMinute':1}}", "-1");
        }

        @Test
        void thatIsNotThereOrNotUtf8IsAClearError(@TempDir Path directory) throws IOException {
            Path binary = Files.write(directory.resolve("binary.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
            for (Path file : List.of(binary, directory.resolve("none.json"), directory)) {
                assertThatThrownBy(() -> PlanReader.read(file))
                        .isInstanceOfSatisfying(
                                SoukException.class,
                                fault -> assertThat(fault.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                        .hasMessageContaining(file.getFileName().toString());
            }
        }

        @Test
        void saysWhereItsJsonIsBroken() {
            wrong("{\n'plans': [\n{bad", "line 3, column 2: Unexpected character ('b'");
            for (String unclosed : List.of("{", "{'plans': [", "{'plans': 5")) {
                assertThatThrownBy(() -> read(unclosed))
                        .hasMessageContaining("line 1, column ")
                        .hasMessageNotContaining("Source:")
                        .hasMessageNotContaining("REDACTED");
            }
        }

        @Test
        void saysWhatMustStandWhereSomethingElseDoes() {
            wrong("{'plans':{}," + REST + "}", "at /plans there must be a list");
            wrong("{'plans':[1]," + REST + "}", "at /plans/0 there must be an object");
            wrong("{'plans':[],'trial':7,'user':{'requestsPerMinute':1}}", "at /trial there must be an object");
            wrong("{'trial':{'calls':'x'}}", "at /trial/calls there must be a whole number");
            wrongPlan(PLAN.replace("'requestsPerHour':2", "'requestsPerHour':null"), "there must be a whole number");
            wrongPlan(PLAN.replace("'a'", "[]"), "at /plans/0/id there must be text");
            wrongPlan(PLAN.replace("'price':'0.5'", "'tenantPaysModels':'x'"), "there must be true or false");
        }

        @Test
        void thatCannotBeReadSaysWhy(@TempDir Path directory) throws IOException {
            Path none = directory.resolve("none.json");
            assertThatThrownBy(() -> PlanReader.read(none)).hasMessage("the plan file " + none + " is not there");
            Path binary = Files.write(directory.resolve("binary.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
            assertThatThrownBy(() -> PlanReader.read(binary))
                    .hasMessage("the plan file " + binary + " is not UTF-8 text");
        }

        @Test
        void isReadFromDisk(@TempDir Path directory) throws IOException {
            Path file = directory.resolve("plans.json");
            Files.writeString(file, ("{'plans':[" + PLAN + "]," + REST + "}").replace('\'', '"'));
            assertThat(PlanReader.read(file).plans()).hasSize(1);
        }
    }
}
