package dev.souk.plugin.scanner.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the tables {@code ~} ends a line and {@code ·} is a blank. */
class SourceLexerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a(); // b|a();·····|a();·····",
                "a /* b~c */ d|a·····~·····d|a·····~·····d",
                "x = \"a // b\"; c|x·=·\"a·//·b\";·c|x·=·\"······\";·c",
                "x = 'a\\'b' + y|x·=·'a\\'b'·+·y|x·=·'····'·+·y",
                "\"open~next|\"open~next|\"····~next"
            })
    void javaIsTakenApart(String source, String strings, String code) {
        check(Language.JAVA, source, strings, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a # b|a····|a····",
                "'''a~\"b' # c''' d|'''a~\"b'·#·c'''·d|'''·~·······'''·d",
                "\"\" + \"#\" # x|\"\"·+·\"#\"····|\"\"·+·\"·\"····"
            })
    void pythonIsTakenApart(String source, String strings, String code) {
        check(Language.PYTHON, source, strings, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "x = `a~${b} 'c` + d|x·=·`a~${b}·'c`·+·d|x·=·`·~·······`·+·d",
                "x = /[/'\"`]/g; y|x·=·/[/'\"`]/g;·y|x·=·/······/g;·y",
                "a = b / c; 'd' / e|a·=·b·/·c;·'d'·/·e|a·=·b·/·c;·'·'·/·e"
            })
    void javaScriptIsTakenApart(String source, String strings, String code) {
        check(Language.JAVASCRIPT, source, strings, code);
    }

    @Test
    void theTextsKeepTheirLength() {
        String source = "a /* b */ \"c\" 'd' // e";
        SourceLexer lexer = new SourceLexer(Language.JAVA);
        lexer.accept(source);

        assertThat(lexer.strings()).hasSameSizeAs(source);
        assertThat(lexer.code()).hasSameSizeAs(source);
    }

    private static void check(Language language, String source, String strings, String code) {
        SourceLexer lexer = new SourceLexer(language);
        String[] lines = source.split("~", -1);
        for (int i = 0; i < lines.length; i++) {
            lexer.accept(lines[i]);
            if (i < lines.length - 1) {
                lexer.endLine();
            }
        }

        assertThat(shown(lexer.strings())).isEqualTo(strings);
        assertThat(shown(lexer.code())).isEqualTo(code);
    }

    private static String shown(CharSequence text) {
        return text.toString().replace('\n', '~').replace(' ', '·');
    }
}
