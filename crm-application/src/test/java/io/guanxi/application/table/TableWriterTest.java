package io.guanxi.application.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.SharedData;
import io.guanxi.domain.kernel.CrmException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {

    private static final List<String> HOSTILE = List.of(
            "=1+1",
            "+1+1",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "＝1+1",
            "'=1",
            "''+x",
            "'t Hooft",
            "-5",
            "+8613812341234",
            "-5,00",
            "a;=1",
            "a\t=1",
            "x\n=1",
            "x\r\ny",
            "x\ry",
            "\"",
            "a\\\"b",
            "\\\"",
            "c:\\",
            "a,b",
            " padded ",
            "",
            "福州 𠮷 é",
            "_x000D_",
            "sep=;",
            "{}");

    @TempDir
    private Path directory;

    @FunctionalInterface
    interface Maker {
        TableWriter on(OutputStream out, List<String> header) throws IOException;
    }

    @Test
    void csvIsNeverRunAndReadsBackEqual() throws IOException {
        Optional<Path> payloads = SharedData.find("csv-injection/csv-payload.txt");
        List<String> cells = new ArrayList<>(HOSTILE);
        cells.addAll(payloads.isPresent() ? Files.readAllLines(payloads.get()) : List.of("=cmd|' /C calc'!A0"));
        List<List<String>> rows =
                cells.stream().map(each -> List.of(each, "x", each)).toList();
        Path file = written(TableWriter::csv, List.of("=header", "b", "c"), rows);
        TableFile table = TableFile.open(file);
        assertThat(table.header()).containsExactly("=header", "b", "c");
        assertThat(CsvTableTest.cells(table)).isEqualTo(rows);
        String text = Files.readString(file).substring(1);
        assertThat(text.split("(?:^|,|\r\n|\n|\r|;|\t)\"?"))
                .noneMatch(cell -> cell.matches("[=+@-](?![0-9.,]+\"?$).*"));
        assertThat(text).startsWith("\"'=header\",b,c\r\n").contains("\r\n-5,x,-5\r\n");
    }

    @Test
    void otherFormsReadBackEqualToo() throws IOException {
        List<List<String>> rows =
                HOSTILE.stream().map(each -> List.of(each, "x", each)).toList();
        for (Maker maker : List.<Maker>of(TableWriter::xlsx, TableWriter::jsonLines)) {
            TableFile table = TableFile.open(written(maker, List.of("=a", "b", "c"), rows));
            assertThat(table.header()).containsExactly("=a", "b", "c");
            assertThat(CsvTableTest.cells(table)).isEqualTo(rows);
        }
    }

    @Test
    void aColumnAloneKeepsItsEmptyCells() throws IOException {
        List<List<String>> rows = List.of(List.of(""), List.of("a,b"), List.of(""), List.of("c;d"));
        assertThat(CsvTableTest.cells(TableFile.open(written(TableWriter::csv, List.of("a"), rows))))
                .isEqualTo(rows);
    }

    @Test
    void cardsReadBackEqual() throws IOException {
        List<String> header = List.of(
                "Full Name",
                "Family Name",
                "Given Name",
                "Organization",
                "Department",
                "Title",
                "Email 1",
                "Email 1 Type",
                "Phone 1",
                "Phone 1 Type",
                "Phone 2",
                "Address 1 Type",
                "Address 1 Street",
                "Address 1 City",
                "Address 1 Country",
                "Website 1",
                "Birthday",
                "Note 1",
                "UID",
                "X-LEVEL");
        List<String> row = List.of(
                "林小雨",
                "林",
                "小雨",
                "福州茉莉茶业; Ltd, \"A\"",
                "采购部",
                "经理",
                "lin@moli.test",
                "work",
                "+8613812341234",
                "cell, work",
                "0591-8888",
                "work",
                "五四路 89 号\n3 楼",
                "福州市",
                "中国",
                "https://moli.test",
                "1980-03-22",
                "one\ntwo; three, four \\ five",
                "urn:uuid:1",
                "A");
        Path file = written(TableWriter::vCard, header, List.of(row));
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).startsWith("BEGIN:VCARD\r\nVERSION:4.0\r\n");
        TableFile table = TableFile.open(file);
        assertThat(table.form().kind()).isEqualTo(TableForm.Kind.VCARD);
        assertThat(table.header()).isEqualTo(header);
        assertThat(CsvTableTest.cells(table)).containsExactly(row);
        assertThatThrownBy(() -> written(TableWriter::vCard, List.of("Shoe Size"), List.of()))
                .isInstanceOf(CrmException.Invalid.class)
                .hasMessageContaining("Shoe Size");
    }

    @Test
    void aRowFitsTheHeader() throws IOException {
        assertThat(CsvTableTest.cells(
                        TableFile.open(written(TableWriter::csv, List.of("a", "b"), List.of(List.of("1"))))))
                .containsExactly(List.of("1", ""));
        assertThatThrownBy(() -> written(TableWriter::csv, List.of("a"), List.of(List.of("1", "2"))))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> written(TableWriter::csv, List.of(), List.of()))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> written(TableWriter::xlsx, List.of("a"), List.of(List.of("x".repeat(32_768)))))
                .isInstanceOf(CrmException.Invalid.class);
    }

    @Property(tries = 300)
    void anyTableReadsBackEqual(@ForAll("tables") List<List<String>> rows) throws IOException {
        Path file = Files.createTempFile("table", ".csv");
        try {
            for (Maker maker : List.<Maker>of(TableWriter::csv, TableWriter::jsonLines)) {
                write(file, maker, List.of("a", "b", "c"), rows);
                assertThat(CsvTableTest.cells(TableFile.open(file))).isEqualTo(rows);
            }
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cell =
                Arbitraries.strings().withChars("ab1=+-@'\"\\,;|\t\r\n 茶é{}").ofMaxLength(6);
        return cell.list().ofSize(3).list().ofMaxSize(12);
    }

    private Path written(Maker maker, List<String> header, List<List<String>> rows) throws IOException {
        Path file = Files.createTempFile(directory, "table", "");
        write(file, maker, header, rows);
        return file;
    }

    private static void write(Path file, Maker maker, List<String> header, List<List<String>> rows) throws IOException {
        try (TableWriter writer = maker.on(Files.newOutputStream(file), header)) {
            for (List<String> row : rows) {
                writer.write(row);
            }
        }
    }
}
