package io.guanxi.application.table;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** What is known of a file and need not be guessed. */
public record TableOptions(
        @Nullable Charset charset,
        @Nullable Dialect dialect,
        @Nullable String sheet) {

    /** Nothing is known. */
    public static final TableOptions GUESS = new TableOptions(null, null, null);

    /** In that encoding, which may be any that the JVM knows. */
    public TableOptions in(Charset known) {
        return new TableOptions(known, dialect, sheet);
    }

    /** In that dialect of CSV. */
    public TableOptions in(Dialect known) {
        return new TableOptions(charset, known, sheet);
    }

    /** That sheet of a workbook instead of the first that is shown. */
    public TableOptions sheet(String name) {
        return new TableOptions(charset, dialect, name);
    }
}
