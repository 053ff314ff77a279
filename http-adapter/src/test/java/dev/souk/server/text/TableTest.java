package dev.souk.server.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void textBeginsLeftAndNumbersEndRight() {
        Table table =
                Table.of(Column.left("name"), Column.right("n")).row("a", 5).row("bcdef", 1234);
        assertThat(table.lines(Style.PLAIN))
                .containsExactly(
                        "+-------+------+",
                        "| name  |    n |",
                        "+-------+------+",
                        "| a     |    5 |",
                        "| bcdef | 1234 |",
                        "+-------+------+");
    }

    @Test
    void longTextGoesOnInTheNextLineBetweenWords() {
        Table table = Table.of(Column.left("k"), Column.wrapped("text", 10)).row("x", "one two three fourteenletters");
        assertThat(table.lines(Style.PLAIN))
                .containsSubsequence(
                        "| x | one two    |", "|   | three      |", "|   | fourteenle |", "|   | tters      |");
    }

    @Test
    void aTerminalOfUtf8GetsLines() {
        assertThat(Table.of(Column.left("é")).row("ü").lines(new Style(true, false)))
                .containsExactly("┌───┐", "│ é │", "├───┤", "│ ü │", "└───┘");
    }

    @Test
    void aCellCannotMoveTheCursor() {
        assertThat(Table.of(Column.left("x")).row("a\u001b[2Jb\nc").lines(Style.PLAIN))
                .noneMatch(line -> line.contains("\u001b") || line.contains("\n"))
                .anyMatch(line -> line.contains("a [2Jb c"));
    }

    @Test
    void aRowHasAsManyCellsAsThereAreColumns() {
        assertThatThrownBy(() -> Table.of(Column.left("x")).row("a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 cells");
    }

    @Test
    void coloursAreForTerminalsAlone() {
        assertThat(new Style(false, true).tick()).contains("\u001b[32m");
        assertThat(Style.PLAIN.tick()).isEqualTo("ok");
        assertThat(Style.PLAIN.bold("b") + Style.PLAIN.red("r")).isEqualTo("br");
    }
}
