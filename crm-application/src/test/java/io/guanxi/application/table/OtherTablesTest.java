package io.guanxi.application.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherTablesTest {

    @TempDir
    private Path directory;

    @Test
    void cellsOfAWorkbookAreTextsAsPeopleSeeThem() throws IOException {
        Path file = directory.resolve("sheet.xlsx");
        try (Workbook workbook = new Workbook(Files.newOutputStream(file), "Test", null)) {
            Worksheet sheet = workbook.newWorksheet("客户");
            sheet.value(1, 0, "name");
            sheet.value(1, 1, "phone");
            sheet.value(1, 2, "since");
            sheet.value(1, 3, "amount");
            sheet.value(3, 0, "福州");
            sheet.value(3, 1, new BigDecimal("13812341234"));
            sheet.value(3, 2, LocalDate.of(2017, 3, 1));
            sheet.style(3, 2).format("yyyy-mm-dd").set();
            sheet.value(3, 3, 0.1 + 0.2);
            sheet.value(4, 0, true);
            sheet.value(4, 2, LocalDateTime.of(2017, 3, 1, 10, 15, 30));
            sheet.style(4, 2).format("yyyy\"年\"m\"月\"d\"日\" h:mm").set();
            sheet.value(5, 0, "x");
            sheet.value(5, 2, 42_795);
            sheet.style(5, 2).format("[Red]#,##0.00\" days\"").set();
            sheet.formula(5, 3, "SUM(1,2)");
            workbook.newWorksheet("other").value(0, 0, "z");
        }
        TableFile table = TableFile.open(file);
        assertThat(table.form()).isEqualTo(new TableForm(TableForm.Kind.XLSX, null, null));
        assertThat(table.header()).containsExactly("name", "phone", "since", "amount");
        List<TableRow> rows = CsvTableTest.rows(table);
        assertThat(rows).extracting(TableRow::line).containsExactly(4L, 5L, 6L);
        assertThat(rows.get(0).cells()).containsExactly("福州", "13812341234", "2017-03-01", "0.3");
        assertThat(rows.get(1).cells()).containsExactly("true", "", "2017-03-01T10:15:30", "");
        assertThat(rows.get(2).cells().subList(0, 3)).containsExactly("x", "", "42795");
        assertThat(TableFile.open(file, TableOptions.GUESS.sheet("other")).header())
                .containsExactly("z");
        assertThatThrownBy(() -> TableFile.open(file, TableOptions.GUESS.sheet("none")))
                .hasMessageContaining("it has no sheet none");
    }

    @Test
    void objectsOfJsonAreRows() throws IOException {
        Path lines = file("""
                \uFEFF{"a":"1","b":{"c":2.50,"d":null}}

                {"a":true,"e":["x",1]}
                broken
                {"a":"z"} {}
                """);
        TableFile table = TableFile.open(lines);
        assertThat(table.header()).containsExactly("a", "b.c", "b.d", "e");
        List<TableRow> rows = CsvTableTest.rows(table);
        assertThat(rows).extracting(TableRow::line).containsExactly(1L, 3L, 4L, 5L);
        assertThat(rows.get(0).cells()).containsExactly("1", "2.50", "", "");
        assertThat(rows.get(1).cells()).containsExactly("true", "", "", "[\"x\",1]");
        assertThat(rows.get(2)).satisfies(row -> {
            assertThat(row.cells()).containsExactly("broken");
            assertThat(row.flaws()).contains(Flaw.MALFORMED);
        });
        assertThat(rows.get(3).flaws()).contains(Flaw.MALFORMED);
        assertThat(CsvTableTest.cells(TableFile.open(file("[\n {\"a\": 1},\n {\"b\": 2}]"))))
                .containsExactly(List.of("1", ""), List.of("", "2"));
    }

    @Test
    void cardsOfAllVersionsAreRows() throws IOException {
        TableFile table = TableFile.open(file("""
            BEGIN:VCARD
            VERSION:2.1
            N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9E=97;=E5=B0=8F=E9=9B=A8;;;
            TEL;CELL;PREF:13812341234
            TEL;WORK:0591-8888
            END:VCARD
            BEGIN:VCARD
            VERSION:4.0
            FN:Ann Lee
            EMAIL;TYPE=work:ann@acme.test
            BDAY:--0322
            X-LEVEL:A
            END:VCARD
            """));
        assertThat(table.header())
                .containsExactly(
                        "Full Name",
                        "Family Name",
                        "Given Name",
                        "Email 1",
                        "Email 1 Type",
                        "Phone 1",
                        "Phone 1 Type",
                        "Phone 2",
                        "Phone 2 Type",
                        "Birthday",
                        "X-LEVEL");
        assertThat(CsvTableTest.cells(table))
                .containsExactly(
                        List.of("", "林", "小雨", "", "", "13812341234", "cell, pref", "0591-8888", "work", "", ""),
                        List.of("Ann Lee", "", "", "ann@acme.test", "work", "", "", "", "", "--03-22", "A"));
    }

    /** What real programs have exported: each card a row, with the names and numbers that a person reads in it. */
    @Test
    void cardsOfRealProgramsAreRead() throws IOException {
        Optional<Path> set = SharedData.find("vcard");
        if (set.isEmpty()) {
            return;
        }
        Map<String, Integer> cards = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(set.get())) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".vcf")).toList()) {
                TableFile table = TableFile.open(file);
                List<TableRow> rows = CsvTableTest.rows(table);
                long begins;
                try (Stream<String> lines = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .lines()) {
                    begins = lines.filter(line -> line.equalsIgnoreCase("BEGIN:VCARD"))
                            .count();
                }
                assertThat(rows)
                        .as(file.toString())
                        .hasSize((int) begins)
                        .allMatch(row -> row.flaws().isEmpty());
                cards.put(String.valueOf(file.getFileName()), rows.size());
            }
        }
        assertThat(cards).containsEntry("gmail-list.vcf", 3).containsEntry("rfc2426-example.vcf", 2);
        Map<String, String> outlook = card(set.get().resolve("outlook-2003.vcf"), 0);
        assertThat(outlook)
                .containsEntry("Full Name", "John Doe III")
                .containsEntry("Organization", "Company, The")
                .containsEntry("Department", "TheDepartment")
                .containsEntry("Phone 3", "MobilePhone")
                .containsEntry("Phone 3 Type", "cell, voice")
                .containsEntry("Address 1 City", "Austin")
                .containsEntry("Birthday", "1980-03-21");
        assertThat(outlook.get("Note 1")).startsWith("This is the note field!!\r\nSecond line");
        assertThat(card(set.get().resolve("John_Doe_ANDROID.vcf"), 2))
                .containsEntry("Full Name", "Ñ Ñ Ñ Ñ Ñ ")
                .containsEntry("Phone 1", "123456789");
        assertThat(card(set.get().resolve("gmail-single.vcf"), 0))
                .containsEntry("Phone 2", "555 555 2222")
                .containsEntry("Address 2 City", "Custom City")
                .containsEntry("Website 1", "http://TheProfile.com");
    }

    private static Map<String, String> card(Path file, int place) {
        TableFile table = TableFile.open(file);
        TableRow row = CsvTableTest.rows(table).get(place);
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < table.header().size(); i++) {
            cells.put(table.header().get(i), row.cell(i));
        }
        return cells;
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "table", ""), text);
    }
}
