package dev.souk.engine.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.souk.engine.call.InputProblem;
import dev.souk.spi.agent.Schema;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledSchemaTest {
    private static CompiledSchema schema(String text) {
        return CompiledSchema.of(Schema.json(text.replace('\'', '"')));
    }

    private static List<String> pointers(String schema, String value) {
        return schema(schema).problems(Json.object(value.replace('\'', '"'))).stream()
                .map(InputProblem::pointer)
                .toList();
    }

    private static void refused(String text, String... message) {
        assertThatThrownBy(() -> schema(text))
                .isInstanceOf(JsonException.class)
                .satisfies(no -> assertThat(message)
                        .allSatisfy(part -> assertThat(no.getMessage()).contains(part)));
    }

    @Nested
    class AProblem {
        private static final String SCHEMA = """
                {'type': 'object',
                 'required': ['name'],
                 'additionalProperties': false,
                 'properties': {
                   'name': {'type': 'string', 'minLength': 1},
                   'lines': {'type': 'array', 'items': {
                     'type': 'object',
                     'required': ['a/b~c'],
                     'properties': {'a/b~c': {'type': 'integer'}},
                     'additionalProperties': false}},
                   'pay': {'dependentRequired': {'card': ['code']}}}}
                """;

        @Test
        void isNoneForAValueThatFits() {
            assertThat(pointers(SCHEMA, "{'name':'a','lines':[{'a/b~c':1}]}")).isEmpty();
        }

        @Test
        void pointsToAPropertyThatIsMissing() {
            assertThat(pointers(SCHEMA, "{}")).containsExactly("/name");
            assertThat(pointers(SCHEMA, "{'name':'a','pay':{'card':1}}")).containsExactly("/pay/card");
        }

        @Test
        void pointsToAPropertyThatIsNotKnown() {
            assertThat(pointers(SCHEMA, "{'name':'a','x/y~z':1}")).containsExactly("/x~1y~0z");
        }

        @Test
        void pointsIntoListsAndEscapes() {
            assertThat(pointers(SCHEMA, "{'name':'a','lines':[{'a/b~c':1},{},{'a/b~c':'x'},7]}"))
                    .containsExactlyInAnyOrder("/lines/1/a~1b~0c", "/lines/2/a~1b~0c", "/lines/3");
        }

        @Test
        void pointsToAValueOfTheWrongType() {
            assertThat(pointers(SCHEMA, "{'name':7}")).containsExactly("/name");
            assertThat(pointers(SCHEMA, "{'name':''}")).containsExactly("/name");
            assertThat(pointers(SCHEMA, "{'name':null}")).containsExactly("/name");
        }

        @Test
        void isToldAtMostTwentyTimes() {
            String many =
                    IntStream.range(0, 100).mapToObj(i -> "'k" + i + "':1").collect(Collectors.joining(","));
            assertThat(pointers(SCHEMA, "{'name':'a'," + many + "}")).hasSize(CompiledSchema.MAX_PROBLEMS);
        }

        @Test
        void isToldAtMostTwentyTimesWhereBranchesFoundThem() {
            String schema = "{'properties':{'a':{'items':{'anyOf':[{'type':'string'},{'type':'array'}]}}}}";
            assertThat(schema(schema)
                            .problems(Json.object("{\"a\":[1" + ",1".repeat(1_000) + "]}"))
                            .size())
                    .isBetween(1, CompiledSchema.MAX_PROBLEMS);
        }

        /** What is wrong for one branch may be right for the other; only its own problems end the search. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'anyOf':[{'items':{'type':'object'}},{'type':'array'}]}",
                    "{'oneOf':[{'items':{'type':'object'}},{'items':{'type':'integer'}}]}",
                    "{'not':{'items':{'type':'object'}}}",
                    "{'if':{'items':{'type':'object'}},'else':{'items':{'type':'integer'}}}",
                    "{'contains':{'const':2}}",
                    "{'items':{'type':['object','integer']}}",
                    "{'anyOf':[{'anyOf':[{'items':{'type':'object'}},{'items':{'type':'string'}}]},{'type':'array'}]}"
                })
        void isNoneIfOneBranchFitsHoweverWrongTheOthersAre(String list) {
            String value = "{'a':[1" + ",1".repeat(1_000) + ",2]}";
            assertThat(pointers("{'properties':{'a':" + list + "}}", value)).isEmpty();
            assertThat(pointers(
                            "{'properties':{'a':" + list + ",'b':{'type':'string'}}}", value.replace("]", "],'b':1")))
                    .containsExactly("/b");
        }

        /** The error came out of the call, past everything that turns faults into answers. */
        @Test
        void isAValueThatCannotBeCheckedToTheEnd() {
            assertThat(pointers("{'properties':{'x':{'pattern':'^(a|b)*$'}}}", "{'x':'" + "ab".repeat(100_000) + "'}"))
                    .containsExactly("");
        }

        @Test
        @Timeout(10)
        void isFoundSoonInNumbersOfAnySize() {
            String schema =
                    "{'properties':{'i':{'type':'integer'},'m':{'multipleOf':0.01},'x':{'maximum':9},'e':{'enum':[1]}}}";
            String huge = "1e99999999";
            assertThat(pointers(schema, "{'i':" + huge + ",'m':" + huge + ",'x':" + huge + ",'e':" + huge + "}"))
                    .contains("/x", "/e");
        }
    }

    @Nested
    class ASchemaThatIsNone {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "true",
                    "[]",
                    "{'type':'objekt'}",
                    "{'required':'name'}",
                    "{'properties':[]}",
                    "{'properties':{'a':{'minimum':'1'}}}",
                    "{'properties':{'a':{'pattern':'('}}}",
                    "{'$schema':'https://example.com/mine'}"
                })
        void isRefused(String text) {
            refused(text);
        }

        @Test
        void saysWhereItIsWrong() {
            refused("{'properties':{'a':{'type':'objekt'}}}", "/properties/a/type");
        }

        /** It was found when the first call came to it, and then it was an internal fault. */
        @Test
        void becauseAReferenceLeadsNowhereIsRefusedWhenItIsCompiled() {
            refused("{'properties':{'a':{'$ref':'#/$defs/none'}}}", "/$defs/none");
            refused("{'properties':{'a':{'items':{'anyOf':[{'$ref':'#/$defs/none'}]}}}}", "/$defs/none");
        }

        /** A stack overflow while an agent was loaded came out of the builder. */
        @Test
        void becauseItRefersToItselfIsRefused() {
            refused("{'$ref':'#'}", "refers to itself");
        }
    }

    @Nested
    class References {
        @Test
        void withinTheSchemaAreFollowed() {
            String tree =
                    "{'$ref':'#/$defs/node','$defs':{'node':{'type':'object','properties':{'v':{'type':'integer'},"
                            + "'next':{'$ref':'#/$defs/node'}}}}}";
            assertThat(pointers(tree, "{'v':1,'next':{'v':2,'next':{'v':'x'}}}"))
                    .containsExactly("/next/next/v");
        }

        @Test
        void toTheNetworkAreNotFetched() throws IOException {
            AtomicInteger asked = new AtomicInteger();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                asked.incrementAndGet();
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write(new byte[] {'{', '}'});
                exchange.close();
            });
            server.start();
            try {
                String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/schema.json";
                refused("{'properties':{'a':{'$ref':'" + address + "'}}}", address);
                refused("{'$schema':'" + address + "'}", address);
                assertThat(asked).hasValue(0);
            } finally {
                server.stop(0);
            }
        }

        @Test
        void toFilesAndToTheEnginesClassPathAreNotRead(@TempDir Path directory) throws IOException {
            Path file = Files.writeString(directory.resolve("schema.json"), "{}");
            refused("{'properties':{'a':{'$ref':'" + file.toUri() + "'}}}");
            refused("{'properties':{'a':{'$ref':'classpath:dev/souk/engine/plans.json'}}}");
        }
    }

    @Test
    void anOlderDialectIsUnderstood() {
        assertThat(pointers("{'$schema':'http://json-schema.org/draft-07/schema#','required':['a']}", "{}"))
                .containsExactly("/a");
    }

    @Test
    void theTextIsTheSchema() {
        assertThat(schema("{'type' : 'object'}").text()).isEqualTo("{\"type\":\"object\"}");
    }
}
