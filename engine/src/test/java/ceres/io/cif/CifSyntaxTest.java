package ceres.io.cif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ceres.fault.Fault;
import ceres.testing.Check;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CifSyntaxTest {
    private static CifBlock parse(String text) {
        return CifParser.parse("test.cif", text.getBytes(StandardCharsets.UTF_8)).blocks().getFirst();
    }

    @Test
    void valuesComeWithoutTheirQuotes() {
        var block = parse("""
                data_X
                _a.bare   value
                _a.single 'it's one'
                _a.double "O5'"
                _a.hash   a#b
                _a.field
                ;first line
                second; line
                ;
                _a.after  1 # a comment
                """);
        var a = block.category("a").orElseThrow();
        assertThat(List.of(a.text(0, 0), a.text(0, 1), a.text(0, 2), a.text(0, 3), a.text(0, 4), a.text(0, 5)))
                .containsExactly("value", "it's one", "O5'", "a#b", "first line\nsecond; line", "1");
        assertThat(a.single()).isTrue();
    }

    @Test
    void aQuotedDotIsAValueAndAnUnquotedOneIsNot() {
        var c = parse("data_X\n_a.dot .\n_a.question ?\n_a.quoted '.'\n_a.text \"?\"\n").category("a").orElseThrow();
        assertThat(List.of(c.isNull(0, 0), c.isNull(0, 1), c.isNull(0, 2), c.isNull(0, 3))).containsExactly(true, true, false,
                false);
        assertThat(c.value(0, "dot")).isEmpty();
        assertThat(c.value(0, "quoted")).contains(".");
    }

    @Test
    void itemsAreFoundWhateverTheirCase() {
        assertThat(parse("data_X\nLOOP_\n_Atom_Site.ID\n_Atom_Site.CARTN_X\n1 2.5\n").value("atom_site.Cartn_x")).contains("2.5");
    }

    @Test
    void windowsLineEndsAndTabsAreBlanks() {
        var c = parse("data_X\r\nloop_\r\n_a.x\r\n_a.y\r\n1\t2\r\n3 4\r\n").category("a").orElseThrow();
        assertThat(c.rows()).isEqualTo(2);
        assertThat(c.text(1, 1)).isEqualTo("4");
    }

    @Test
    void numbersDropTheirUncertaintyAndAreTheNearestDouble() {
        var c = parse("data_X\n_a.p 1.234(5)\n_a.q -0.001\n_a.r 1.5e-3\n_a.s ?\n_a.t 123456789.123456789\n_a.u NaN\n")
                .category("a").orElseThrow();
        assertThat(c.number(0, 0)).isEqualTo(1.234);
        assertThat(c.number(0, 1)).isEqualTo(-0.001);
        assertThat(c.number(0, 2)).isEqualTo(0.0015);
        assertThat(c.number(0, 3)).isNaN();
        assertThat(c.number(0, 4)).isEqualTo(123456789.123456789);
        assertThatThrownBy(() -> c.number(0, 5)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void theFastNumberIsParseDouble() {
        Check.forAll(2000,
                r -> String.format(java.util.Locale.ROOT, "%." + r.nextInt(7) + "f",
                        (r.nextDouble() - 0.5) * Math.pow(10, r.nextInt(8))),
                text -> assertThat(parse("data_X\n_a.n " + text + "\n").category("a").orElseThrow().number(0, 0))
                        .isEqualTo(Double.parseDouble(text)));
    }

    @Test
    void whatBreaksTheSyntaxIsNamedByItsLine() {
        assertFault("data_X\nloop_\n_a.x\n_a.y\n1 2 3\n", "line 2: the loop of _a has 3 values for 2 items");
        assertFault("data_X\n_a.x\n;text\nno end\n", "line 3: a text field (;) that does not end");
        assertFault("data_X\n_a.x 'no end\n_a.y 1\n", "line 2: a quoted value that does not end on its line");
        assertFault("data_X\n_a.x\n_a.y 1\n", "line 2: _a.x has no value");
        assertFault("data_X\nloop_\n_a.x\n_b.y\n1 2\n", "line 4: _b.y in a loop of _a");
        assertFault("hello\n", "line 1: 'hello' where a CIF begins with data_");
    }

    private static void assertFault(String text, String found) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(Fault.BadInput.class).hasMessageStartingWith("test.cif: " + found);
    }

    /// Whatever the texts are, writing and parsing gives them back; but a line that begins with a semicolon gets a blank before it.
    @Test
    void anyTextSurvivesWritingAndParsing() {
        Check.forAll(500, CifSyntaxTest::table, c -> {
            var back = parse(written(c)).category(c.name()).orElseThrow();
            assertThat(back.items()).isEqualTo(c.items());
            assertThat(back.rows()).isEqualTo(c.rows());
            for (int r = 0; r < c.rows(); r++)
                for (int i = 0; i < c.items().size(); i++) {
                    assertThat(back.isNull(r, i)).isEqualTo(c.isNull(r, i));
                    assertThat(back.text(r, i)).isEqualTo(c.text(r, i).replace("\n;", "\n ;"));
                }
        });
    }

    private static CifCategory table(Random random) {
        int columns = 1 + random.nextInt(4), rows = 1 + random.nextInt(4);
        var items = new ArrayList<String>();
        for (int i = 0; i < columns; i++) items.add("item" + i);
        var table = new ArrayList<String[]>();
        for (int r = 0; r < rows; r++) {
            var row = new String[columns];
            for (int i = 0; i < columns; i++) row[i] = random.nextInt(6) == 0 ? null : text(random);
            table.add(row);
        }
        return CifCategory.of("some", items, table);
    }

    private static String text(Random random) {
        String[] pieces = {"a", "'", "\"", " ", "\n", ";", "#", "_", "data_", "loop_", "?", ".", "1.5", "O5'", "$", "[", "\u00e9",
            "\u03b1"};
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) text.append(pieces[random.nextInt(pieces.length)]);
        return text.toString().equals(".") || text.toString().equals("?") ? "x" : text.toString();
    }

    private static String written(CifCategory c) {
        var out = new StringWriter();
        try {
            CifWriter.write(new CifDocument(List.of(new CifBlock("X", List.of(c)))), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
