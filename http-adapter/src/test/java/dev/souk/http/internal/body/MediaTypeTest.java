package dev.souk.http.internal.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaTypeTest {
    @Test
    void theNameIsInLowerCaseAndWithoutBlanks() {
        assertThat(MediaType.parse(" Application/JSON ; charset=x").name()).isEqualTo("application/json");
        assertThat(MediaType.parse("").name()).isEmpty();
    }

    @Test
    void aParameterIsFoundInAnyCase() {
        assertThat(MediaType.parse("a/b; CharSet = utf-8 ;x=1").parameter("charset"))
                .contains("utf-8");
        assertThat(MediaType.parse("a/b; CharSet = utf-8 ;x=1").parameter("x")).contains("1");
        assertThat(MediaType.parse("a/b").parameter("charset")).isEmpty();
    }

    @Test
    void aSemicolonWithinQuotesEndsNothing() {
        assertThat(MediaType.parse("form-data; name=\"a;b=c\"; filename=x").parameters())
                .containsEntry("name", "a;b=c")
                .containsEntry("filename", "x")
                .hasSize(2);
    }

    @Test
    void anEscapedQuoteIsAQuoteAndOtherBackslashesStay() {
        assertThat(MediaType.parse("form-data; name=\"a\\\"b\"; filename=\"C:\\data\\\\x\"")
                        .parameters())
                .containsEntry("name", "a\"b")
                .containsEntry("filename", "C:\\data\\x");
    }

    @Test
    void ofTwoParametersWithTheSameNameTheFirstCounts() {
        assertThat(MediaType.parse("a/b; x=1; x=2").parameter("x")).contains("1");
    }

    @Test
    void brokenTextIsReadAsFarAsItGoes() {
        assertThat(MediaType.parse("a/b; =; ;; x=\"open; y=1\\").parameter("y")).isEmpty();
        assertThat(MediaType.parse("a/b; x=\"").parameter("x")).contains("\"");
    }
}
