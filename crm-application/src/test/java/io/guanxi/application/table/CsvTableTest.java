package io.guanxi.application.table;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.CharMatcher;
import com.google.common.collect.Lists;
import io.guanxi.domain.SharedData;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String CHINESE = "名称,城市\n福州茉莉茶业有限公司,福州市\n";
    private static final String WESTERN = "Name,Ort\nMüller & Söhne,Köln\nCafé Élysée,Besançon\n";

    @TempDir
    private Path directory;

    /** Two public collections of what is hard, each with what it should be read as. */
    @Test
    void hardFilesAreReadAsTheyAreMeant() throws IOException {
        Map<Path, Path> expected = new LinkedHashMap<>();
        for (String set : List.of("csv-spectrum/csvs", "csv-test-data/csv")) {
            Optional<Path> csvs = SharedData.find("csv-torture/" + set);
            if (csvs.isPresent()) {
                Path jsons = csvs.get().resolveSibling("json");
                try (Stream<Path> files = Files.list(csvs.get())) {
                    files.forEach(each -> expected.put(
                            each, jsons.resolve(each.getFileName().toString().replace(".csv", ".json"))));
                }
            }
        }
        if (expected.isEmpty()) {
            expected.put(file("a,b\n1,\"x, \"\"y\"\"\nz\"\n"), file("[{\"a\":\"1\",\"b\":\"x, \\\"y\\\"\\nz\"}]"));
        }
        for (Map.Entry<Path, Path> each : expected.entrySet()) {
            if (Files.exists(each.getValue())) {
                // the sets were published with line feeds alone, what is expected of newlines_crlf.csv was not
                JsonNode json = JSON.readTree(Files.readString(each.getValue()).replace("\\r\\n", "\\n"));
                assertThat(asJson(each.getKey(), json))
                        .as(each.getKey().toString())
                        .isEqualTo(json);
            } else { // one that is broken on purpose
                Path broken = each.getKey();
                assertThat(broken.getFileName().toString()).startsWith("bad-");
                List<TableRow> rows = rows(TableFile.open(broken));
                // quotes in a cell that has none around it are taken as they are, on purpose
                boolean lenient = broken.endsWith("bad-unescaped-quote.csv");
                if (!broken.toString().matches(".*(no|wrong)-header.csv")) {
                    assertThat(rows)
                            .as(broken.toString())
                            .hasSize(1)
                            .allMatch(row -> row.flaws().isEmpty() == lenient);
                }
            }
        }
    }

    /** In the form of what is expected: a list of lists with the header, a list of objects, or one object. */
    private static JsonNode asJson(Path csv, JsonNode form) {
        TableFile table = TableFile.open(csv);
        List<TableRow> rows = rows(table);
        if (form.isArray() && form.path(0).isArray()) {
            List<List<String>> all = Lists.newArrayList();
            all.add(table.header());
            rows.forEach(row -> all.add(row.cells()));
            return JSON.valueToTree(all);
        }
        List<Map<String, String>> objects = new ArrayList<>();
        for (TableRow row : rows) {
            Map<String, String> object = new LinkedHashMap<>();
            IntStream.range(0, row.cells().size())
                    .forEach(i -> object.put(table.header().get(i), row.cell(i)));
            if (!form.isArray()) { // location_coordinates.json was written from another row than its file has
                object.put(
                        "Contact Phone Number",
                        form.path("Contact Phone Number").asText());
                return JSON.valueToTree(object);
            }
            objects.add(object);
        }
        return JSON.valueToTree(objects);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void delimitersAreFound(String delimiter) throws IOException {
        String text = "name,city,amount\n\"Acme, Inc; or | so\",Köln,\"1,5\"\nAjax,,2\n";
        TableFile table = TableFile.open(file(text.replace(",city", delimiter + "city")
                .replace(",amount", delimiter + "amount")
                .replace(",Köln,", delimiter + "Köln" + delimiter)
                .replace(",,", delimiter + delimiter)));
        assertThat(dialect(table).value()).isEqualTo(new Dialect(delimiter.charAt(0), '"', false));
        assertThat(dialect(table).confidence()).isGreaterThan(0.5);
        assertThat(table.header()).containsExactly("name", "city", "amount");
        assertThat(cells(table))
                .containsExactly(List.of("Acme, Inc; or | so", "Köln", "1,5"), List.of("Ajax", "", "2"));
    }

    @Test
    void decimalCommasAreNoDelimiters() throws IOException {
        TableFile table = TableFile.open(file("a;b\n1,5;2,5\n3,5;4,5\n"));
        assertThat(cells(table)).containsExactly(List.of("1,5", "2,5"), List.of("3,5", "4,5"));
    }

    @Test
    void aHeaderOfOneCellMakesALineACell() throws IOException {
        TableFile table = TableFile.open(file("name\nSmith, John\n\nDoe; Jane\n"));
        assertThat(dialect(table).value().delimiter()).isNull();
        assertThat(cells(table)).containsExactly(List.of("Smith, John"), List.of(""), List.of("Doe; Jane"));
    }

    @Test
    void whatIsForExcelIsNoRow() throws IOException {
        TableFile table = TableFile.open(file("sep=;\r\na;b\r\n1;2\r\n"));
        assertThat(table.header()).containsExactly("a", "b");
        assertThat(dialect(table)).isEqualTo(Guess.certain(new Dialect(';', '"', false)));
        assertThat(cells(table)).containsExactly(List.of("1", "2"));
    }

    @Test
    void singleQuotesAndBackslashesAreFound() throws IOException {
        TableFile single = TableFile.open(file("a,b\n'x, y','z'\n'it''s',2\n"));
        assertThat(dialect(single).value().quote()).isEqualTo('\'');
        assertThat(cells(single)).containsExactly(List.of("x, y", "z"), List.of("it's", "2"));
        TableFile backslash = TableFile.open(file("a,b\n\"say \\\"hi\\\"\",\"c:\\\\\"\n"));
        assertThat(dialect(backslash).value().backslash()).isTrue();
        assertThat(cells(backslash)).containsExactly(List.of("say \"hi\"", "c:\\"));
        assertThat(cells(TableFile.open(file("a,b\n't Hooft,\"c:\\\"\n"))))
                .containsExactly(List.of("'t Hooft", "c:\\"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "1,x \"y\" z,3 # x \"y\" z # false",
                "1,\"x \"y\" z\",3 # x \"y\" z # true",
                "1,\"x\"y,3 # \"x\"y # true",
                "1, \"x, y\" ,3 # x, y # false",
                "1,\"x\"  ,3 # x # false",
                "1,\"x \"\"y\"\"\" ,3 # x \"y\" # false",
                "1,6\" pipe,3 # 6\" pipe # false",
                "1,\"big\" pipe,\"3\" # \"big\" pipe # true"
            })
    void aWrongQuoteCostsACellAtMost(String line, String cell, boolean flawed) throws IOException {
        TableFile table = TableFile.open(file("a,b,c\n0,0,0\n" + line + "\n4,5,6\n7,\"8\",9\n"));
        List<TableRow> rows = rows(table);
        assertThat(rows).extracting(TableRow::line).containsExactly(2L, 3L, 4L, 5L);
        assertThat(rows.get(1).cells()).containsExactly("1", cell, "3");
        assertThat(rows.get(1).flaws().contains(Flaw.STRAY_QUOTE)).isEqualTo(flawed);
        assertThat(rows.get(2).cells()).containsExactly("4", "5", "6");
        assertThat(rows.get(3).cells()).containsExactly("7", "8", "9");
    }

    @Test
    void anUnclosedQuoteSwallowsNoRows() throws IOException {
        List<TableRow> rows = rows(TableFile.open(file("a,b\n1,\"x\n2,y\n3,\"z\"\n4,\"w\n5,v\n")));
        assertThat(rows)
                .extracting(TableRow::cells)
                .containsExactly(
                        List.of("1", "\"x"),
                        List.of("2", "y"),
                        List.of("3", "z"),
                        List.of("4", "\"w"),
                        List.of("5", "v"));
        assertThat(rows).extracting(TableRow::line).containsExactly(2L, 3L, 4L, 5L, 6L);
    }

    /** Whatever the quotes and delimiters: no letter of the text is in no cell. */
    @Property(tries = 1_000)
    void nothingIsLost(@ForAll("texts") String text) throws IOException {
        Path file = Files.createTempFile("table", ".csv");
        try {
            TableFile table = TableFile.open(Files.writeString(file, text));
            String all = String.join("", table.header())
                    + rows(table).stream()
                            .map(row -> String.join("", row.cells()))
                            .collect(Collectors.joining());
            assertThat(CharMatcher.anyOf("xy1").retainFrom(all))
                    .isEqualTo(CharMatcher.anyOf("xy1").retainFrom(text));
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("xy1,,;|\t\"\"' \n\n\r\\=").ofMaxLength(40);
    }

    @Test
    void linesAreCountedThroughBreaksInCells() throws IOException {
        assertThat(rows(TableFile.open(file("a,b\r\n1,\"x\r\n\r\ny\" \r\n\r\n2,\"v\nw\"\n3,4\r5,6"))))
                .extracting(TableRow::line)
                .containsExactly(2L, 6L, 8L, 9L);
    }

    @Test
    void raggedRowsAndNulsAreToldAndNotLost() throws IOException {
        List<TableRow> rows = rows(TableFile.open(file("a,b,c\n1,2\n1,2,3,4\n1,x\0y,\n")));
        assertThat(rows)
                .extracting(TableRow::flaws)
                .map(flaws -> List.copyOf(flaws))
                .containsExactly(List.of(Flaw.FEWER_CELLS), List.of(Flaw.MORE_CELLS), List.of(Flaw.NUL));
        assertThat(rows.get(0).cell(2)).isEmpty();
        assertThat(rows.get(1).cells()).containsExactly("1", "2", "3", "4");
        assertThat(rows.get(2).cells()).containsExactly("1", "xy", "");
    }

    @Test
    void encodingsAreFound() throws IOException {
        assertRead(CHINESE, StandardCharsets.UTF_8, 1);
        assertRead("\uFEFF" + CHINESE, StandardCharsets.UTF_8, 1);
        assertRead("\uFEFF" + CHINESE, StandardCharsets.UTF_16LE, 1);
        assertRead("\uFEFF" + CHINESE, StandardCharsets.UTF_16BE, 1);
        assertRead(WESTERN, StandardCharsets.UTF_16LE, 0.8);
        assertRead(WESTERN, StandardCharsets.UTF_16BE, 0.8);
        assertRead(CHINESE + "上海茶业,上海\n", StandardCharsets.UTF_16LE, 0.8);
        assertRead(CHINESE + "上海茶业,上海\n", StandardCharsets.UTF_16BE, 0.8);
        assertRead(CHINESE, GB18030, 0.8);
        assertRead("name,city\nAcme,福州\n", GB18030, 0.8);
        assertRead("名称,备注\n𠮷野家,“好” ①\n福州茉莉,三坊七巷的茶馆\n", GB18030, 0.6);
        assertRead(WESTERN, WINDOWS_1252, 0.7);
        assertRead("Name,Price\nMüller,5 €\n", WINDOWS_1252, 0.7);
        assertRead("a,b\n" + "x,y\n".repeat(100_000) + "福州,茶\n", GB18030, 0.8);
    }

    private void assertRead(String text, Charset charset, double confidence) throws IOException {
        Path file = directory.resolve("encoded.csv");
        Files.write(file, text.getBytes(charset));
        TableFile table = TableFile.open(file);
        Guess<Charset> guess = requireNonNull(table.form().charset());
        assertThat(guess.value()).as(text.substring(0, 10)).isEqualTo(charset);
        assertThat(guess.confidence()).isBetween(confidence, 1.0);
        List<String> lines = text.replace("\uFEFF", "").lines().toList();
        assertThat(String.join(",", table.header())).isEqualTo(lines.get(0));
        assertThat(cells(table))
                .last()
                .isEqualTo(List.of(lines.get(lines.size() - 1).split(",")));
    }

    @Test
    void aFewWrongBytesAreToldInTheirRow() throws IOException {
        Path file = directory.resolve("mixed.csv");
        try (var out = Files.newOutputStream(file)) {
            out.write("名称,城市\n福州茉莉茶业有限公司,福州市\n北京,上海市朝阳区\n".getBytes(StandardCharsets.UTF_8));
            out.write("M".getBytes(StandardCharsets.UTF_8));
            out.write(0xFC);
            out.write("ller,x\n".getBytes(StandardCharsets.UTF_8));
        }
        List<TableRow> rows = rows(TableFile.open(file));
        assertThat(rows.get(0).flaws()).isEmpty();
        assertThat(rows.get(2).flaws()).containsExactly(Flaw.UNDECODABLE);
        assertThat(rows.get(2).cells()).containsExactly("M\uFFFDller", "x");
    }

    @Test
    void whatIsKnownIsNotGuessed() throws IOException {
        Path file = directory.resolve("cyrillic.csv");
        Files.write(file, "а;б\n1;2,3\n".getBytes(Charset.forName("windows-1251")));
        TableFile table = TableFile.open(
                file, TableOptions.GUESS.in(Charset.forName("windows-1251")).in(Dialect.STANDARD));
        assertThat(table.header()).containsExactly("а;б");
        assertThat(cells(table)).containsExactly(List.of("1;2", "3"));
    }

    @Test
    void emptyFilesAndHeadersAloneAreTables() throws IOException {
        assertThat(TableFile.open(file("")).header()).isEmpty();
        assertThat(cells(TableFile.open(file("")))).isEmpty();
        assertThat(cells(TableFile.open(file("\uFEFF")))).isEmpty();
        assertThat(TableFile.open(file("a,b")).header()).containsExactly("a", "b");
        assertThat(cells(TableFile.open(file("a,b\n\n \n")))).isEmpty();
    }

    @Test
    void whatIsNoTableIsTold() throws IOException {
        assertThatThrownBy(() -> TableFile.open(directory.resolve("none.csv")))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessage("none.csv is missing");
        Path page = file("<!DOCTYPE html><table></table>");
        assertThatThrownBy(() -> TableFile.open(page)).hasMessageContaining("is a web page");
        Path old = directory.resolve("old.xls");
        Files.write(old, new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0});
        assertThatThrownBy(() -> TableFile.open(old)).hasMessageContaining("before 2007");
        Path zip = directory.resolve("zip.xlsx");
        Files.write(zip, new byte[] {'P', 'K', 3, 4, 0, 0});
        assertThatThrownBy(() -> TableFile.open(zip)).isInstanceOf(UnreadableTableException.class);
    }

    /** Far more than the memory that tests have, if it were kept. */
    @Test
    void rowsAndLongCellsAreReadWithoutKeepingThem() throws IOException {
        Path file = directory.resolve("long.csv");
        String cell = "福州".repeat(500_000);
        int rows = 100;
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("a,b\n");
            for (int i = 0; i < rows; i++) {
                out.write(i + ",\"" + cell + "\"\n");
            }
        }
        try (Stream<TableRow> read = TableFile.open(file).rows()) {
            assertThat(read.filter(row -> row.cell(1).equals(cell)).count()).isEqualTo(rows);
        }
    }

    @Test
    void theImportSamplesAreRead() throws IOException {
        Optional<Path> samples = SharedData.find("import-samples");
        if (samples.isEmpty()) {
            assertThat(cells(TableFile.open(file("Index,Name\n1,Acme\n")))).hasSize(1);
            return;
        }
        for (String set : List.of("import-samples/datablist", "import-samples/relational-crm", "crm-pipeline-maven")) {
            for (Path file : csvs(SharedData.find(set).orElseThrow())) {
                TableFile table = TableFile.open(file);
                boolean dictionary = file.endsWith("data_dictionary.csv");
                assertThat(rows(table))
                        .as(file.toString())
                        .isNotEmpty()
                        .allMatch(row -> row.flaws().isEmpty());
                assertThat(table.header()).hasSizeGreaterThan(2);
                assertThat(dialect(table).value()).isEqualTo(Dialect.STANDARD);
                assertThat(dialect(table).confidence()).isGreaterThan(0.9);
                assertThat(dictionary || table.header().stream().noneMatch(String::isBlank))
                        .isTrue();
            }
        }
    }

    private static List<Path> csvs(Path set) throws IOException {
        try (Stream<Path> files = Files.list(set)) {
            return files.filter(each -> each.toString().endsWith(".csv")).toList();
        }
    }

    private static Guess<Dialect> dialect(TableFile table) {
        return requireNonNull(table.form().dialect());
    }

    static List<TableRow> rows(TableFile table) {
        try (Stream<TableRow> rows = table.rows()) {
            return rows.toList();
        }
    }

    static List<List<String>> cells(TableFile table) {
        return rows(table).stream().map(TableRow::cells).toList();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "table", ".csv"), text);
    }
}
