package io.guanxi.application.table;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * What a file was taken for.
 *
 * @param charset null for XLSX, which has none
 * @param dialect null unless it is CSV
 */
public record TableForm(
        Kind kind,
        @Nullable Guess<Charset> charset,
        @Nullable Guess<Dialect> dialect) {

    /** What a table is written in. */
    public enum Kind {
        CSV,
        XLSX,
        JSON_LINES,
        VCARD,
        /** In no file: whoever brings the rows knows. */
        ROWS
    }
}
