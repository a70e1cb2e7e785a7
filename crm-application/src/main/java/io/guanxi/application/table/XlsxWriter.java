package io.guanxi.application.table;

import io.guanxi.domain.kernel.Check;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Texts alone: no cell of a type that Excel would calculate with. */
final class XlsxWriter extends TableWriter {

    private static final int MOST_ROWS = 1 << 20;
    private static final int LONGEST = 32_767;
    private static final int AT_ONCE = 1_000;

    private final OutputStream out;
    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    XlsxWriter(OutputStream out, List<String> header) throws IOException {
        super(header);
        this.out = out;
        workbook = new Workbook(out, "Guanxi", null);
        sheet = workbook.newWorksheet("1");
        sheet.freezePane(0, 1);
        row(header);
    }

    @Override
    void row(List<String> cells) throws IOException {
        Check.that(row < MOST_ROWS, "rows", "size", "must have at most " + (MOST_ROWS - 1) + " entries");
        for (int i = 0; i < cells.size(); i++) {
            String text = cells.get(i);
            Check.that(text.length() <= LONGEST, "cells", "length", "must have at most " + LONGEST + " characters");
            if (!text.isEmpty()) {
                sheet.inlineString(row, i, XlsxText.escaped(text));
            }
        }
        row++;
        if (row % AT_ONCE == 0) {
            sheet.flush();
        }
    }

    @Override
    public void close() throws IOException {
        workbook.close();
        out.close();
    }
}
