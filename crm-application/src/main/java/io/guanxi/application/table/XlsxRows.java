package io.guanxi.application.table;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a sheet. Numbers are written out with the 15 digits that Excel shows, days and times as ISO 8601, formulas as what they
 * gave when the workbook was saved.
 */
final class XlsxRows implements Rows {

    private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);
    private static final Pattern NOT_FORMAT = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]hms]*\\]");
    private static final Pattern OF_TIME = Pattern.compile("[ymdhs年月日时分秒]");

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final int columns;

    private XlsxRows(Path file, @Nullable String sheet, int columns) throws IOException {
        this.columns = columns;
        workbook = opened(file);
        try {
            Sheet found = sheet(workbook, sheet);
            stream = found.openStream();
            rows = stream.iterator();
        } catch (IOException | RuntimeException failure) {
            workbook.close();
            throw failure;
        }
    }

    static List<String> header(Path file, @Nullable String sheet) throws IOException {
        try (XlsxRows rows = new XlsxRows(file, sheet, 0)) {
            TableRow first = rows.next();
            return first == null ? List.of() : first.cells();
        }
    }

    static XlsxRows open(Path file, @Nullable String sheet, int columns) throws IOException {
        XlsxRows rows = new XlsxRows(file, sheet, columns);
        rows.next();
        return rows;
    }

    private static ReadableWorkbook opened(Path file) throws IOException {
        try {
            return new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
        } catch (ExcelReaderException broken) {
            throw new IOException("it is no workbook that Excel would open", broken);
        }
    }

    private static Sheet sheet(ReadableWorkbook workbook, @Nullable String name) throws IOException {
        Stream<Sheet> sheets = workbook.getSheets();
        return (name == null
                        ? sheets.filter(each -> each.getVisibility() == SheetVisibility.VISIBLE)
                        : sheets.filter(each -> each.getName().equals(name)))
                .findFirst()
                .orElseThrow(() -> new IOException(name == null ? "it has no sheet" : "it has no sheet " + name));
    }

    @Override
    public @Nullable TableRow next() throws IOException {
        try {
            while (rows.hasNext()) {
                Row row = rows.next();
                List<String> cells = cells(row);
                if (!cells.isEmpty()) {
                    while (cells.size() < columns) {
                        cells.add("");
                    }
                    return new TableRow(row.getRowNum(), cells, EnumSet.noneOf(Flaw.class));
                }
            }
            return null;
        } catch (ExcelReaderException broken) {
            throw new IOException("it is no workbook that Excel would open", broken);
        }
    }

    /** Without the empty ones at the end, which programs write as far as anything was ever formatted. */
    private List<String> cells(Row row) {
        List<String> cells = new ArrayList<>(row.getCellCount());
        for (int i = 0; i < row.getCellCount(); i++) {
            Cell cell = row.getCell(i);
            cells.add(cell == null ? "" : text(cell));
        }
        while (!cells.isEmpty() && cells.get(cells.size() - 1).isEmpty()) {
            cells.remove(cells.size() - 1);
        }
        return cells;
    }

    private String text(Cell cell) {
        String raw = cell.getRawValue();
        if (raw == null || raw.isEmpty()) {
            return "";
        }
        return switch (cell.getType()) {
            case BOOLEAN -> raw.equals("1") ? "true" : "false";
            case NUMBER -> number(cell, raw);
            case FORMULA -> cell.getValue() instanceof BigDecimal ? number(cell, raw) : String.valueOf(cell.getValue());
            default -> XlsxText.unescaped(raw);
        };
    }

    private String number(Cell cell, String raw) {
        BigDecimal number = new BigDecimal(raw);
        if (isOfTime(cell.getDataFormatId(), cell.getDataFormatString()) && number.signum() >= 0) {
            return time(number);
        }
        BigDecimal shown = number.round(SHOWN).stripTrailingZeros();
        return shown.toPlainString();
    }

    /** ECMA-376 part 1, 18.8.30: the numbers of built-in formats, those of East Asia included. */
    private static boolean isOfTime(@Nullable Integer id, @Nullable String format) {
        int number = id == null ? 0 : id;
        if ((number >= 14 && number <= 22)
                || (number >= 27 && number <= 36)
                || (number >= 45 && number <= 47)
                || (number >= 50 && number <= 58)) {
            return true;
        }
        return number > 58
                && format != null
                && OF_TIME.matcher(NOT_FORMAT
                                .matcher(format.toLowerCase(Locale.ROOT))
                                .replaceAll(""))
                        .find();
    }

    /** Days since the end of 1899, where Excel counts 29 February 1900, which never was; or since the beginning of 1904. */
    private String time(BigDecimal days) {
        int whole = days.intValue();
        long seconds = days.remainder(BigDecimal.ONE)
                .multiply(BigDecimal.valueOf(86_400))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        LocalDate zero =
                workbook.isDate1904() ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, whole < 60 ? 31 : 30);
        LocalDateTime time = zero.plusDays(whole).atStartOfDay().plusSeconds(seconds);
        if (seconds == 0) {
            return time.toLocalDate().toString();
        }
        return whole == 0
                ? time.toLocalTime().format(DateTimeFormatter.ISO_LOCAL_TIME)
                : time.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
