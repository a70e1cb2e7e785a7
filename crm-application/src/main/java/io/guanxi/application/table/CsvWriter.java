package io.guanxi.application.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** RFC 4180, where all is quoted that a spreadsheet of some country might take for more than a text. */
final class CsvWriter extends TableWriter {

    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}\\p{N}._/:+-]([\\p{L}\\p{N} ._/:+-]*[\\p{L}\\p{N}._/:+-])?");

    private final Writer out;
    private final int columns;

    CsvWriter(OutputStream out, List<String> header) throws IOException {
        super(header);
        columns = header.size();
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.out.write('\uFEFF');
        row(header);
    }

    @Override
    void row(List<String> cells) throws IOException {
        for (int i = 0; i < columns; i++) {
            if (i > 0) {
                out.write(',');
            }
            cell(i < cells.size() ? cells.get(i) : "");
        }
        out.write("\r\n");
    }

    /** The only cell of a row is written even if it is empty: a blank line might be none. */
    private void cell(String text) throws IOException {
        if (text.isEmpty() && columns > 1) {
            return;
        }
        String guarded = TextGuard.added(text);
        if (PLAIN.matcher(guarded).matches()) {
            out.write(guarded);
        } else {
            out.write('"');
            out.write(guarded.replace("\"", "\"\""));
            out.write('"');
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
