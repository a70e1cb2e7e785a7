package io.guanxi.application.exports;

import io.guanxi.application.CrmSession;
import io.guanxi.application.columns.ColumnMapping;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.table.TableFile;
import io.guanxi.application.table.TableWriter;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.View;
import io.guanxi.domain.kernel.CrmException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes records out as a table, page by page and with the reader's rights: what lies outside the actor's scope is not there. Read by
 * {@link io.guanxi.application.imports.Import} into the same CRM, nothing changes. Custom fields that the actor may read stand behind
 * the others, as {@code custom.region}; what is computed does too, and an import passes it over.
 *
 * <pre>{@code
 * long rows = Export.write(session, RecordKind.ORGANISATION, Export.Format.CSV, out);
 * }</pre>
 */
public final class Export {

    private static final int PAGE = 500;

    /** What a table is written in. */
    public enum Format {
        CSV("csv", "text/csv"),
        XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        JSON_LINES("jsonl", "application/jsonl"),
        /** Version 4.0; for organisations and people. */
        VCARD("vcard", "text/vcard");

        private final String code;
        private final String mediaType;

        Format(String code, String mediaType) {
            this.code = code;
            this.mediaType = mediaType;
        }

        /** As people say it: {@code csv}, {@code xlsx}, {@code jsonl}, {@code vcard}. */
        public String code() {
            return code;
        }

        public String mediaType() {
            return mediaType;
        }

        /** @throws CrmException.Invalid for another */
        public static Format of(String code) {
            return Arrays.stream(values())
                    .filter(each -> each.code.equals(code))
                    .findFirst()
                    .orElseThrow(() -> new CrmException.Invalid(
                            "format",
                            "unknown",
                            "must be one of "
                                    + Arrays.stream(values()).map(Format::code).collect(Collectors.joining(", "))
                                    + ", not " + code));
        }
    }

    private Export() {}

    /**
     * Writes all records of a kind that the actor may see, by id. What changes meanwhile may be written as before or after.
     *
     * @param out is not closed
     * @return how many
     * @throws CrmException.Invalid if there is no such table, such as cards of deals
     */
    public static long write(CrmSession session, RecordKind kind, Format format, OutputStream out) throws IOException {
        require(kind, format);
        return write(session, columns(session, kind, format), format, new Unclosed(out));
    }

    /**
     * Whether there is such a table.
     *
     * @throws CrmException.Invalid if not
     */
    public static void require(RecordKind kind, Format format) {
        if (format == Format.VCARD && kind != RecordKind.ORGANISATION && kind != RecordKind.PERSON) {
            throw new CrmException.Invalid("format", "kind", "must be another: cards are of organisations and people");
        }
    }

    /** What such a table would show of one record, by what its columns are called in mapping files; nothing where it is empty. */
    @SuppressWarnings("unchecked") // views of a kind are of its columns' type
    public static <V extends View> Map<String, String> cells(CrmSession session, RecordKind kind, V view) {
        Columns<V> columns = (Columns<V>) columns(session, kind, Format.CSV);
        OwnColumns<V> own = new OwnColumns<>(session, columns.type(), Format.CSV);
        TableFile header = TableFile.of(kind.plural(), own.behind(columns.header()), Stream::empty);
        List<String> row = own.behind(columns.rows(session, List.of(view)).get(0), view);
        Map<String, String> cells = new HashMap<>();
        for (ColumnMapping.Column each : ColumnMapping.guess(
                        kind, header, session.fields(columns.type()).definitions())
                .columns()) {
            if (each.code() != null && !row.get(each.place()).isEmpty()) {
                cells.put(each.code(), row.get(each.place()));
            }
        }
        return cells;
    }

    private static Columns<?> columns(CrmSession session, RecordKind kind, Format format) {
        return switch (kind) {
            case ORGANISATION, PERSON ->
                format == Format.VCARD ? new CustomerColumns.Cards(kind) : new CustomerColumns(kind);
            case PRODUCT -> OtherColumns.PRODUCTS;
            case OPPORTUNITY -> OtherColumns.DEALS;
            case ACTIVITY -> OtherColumns.ACTIVITIES;
            case TICKET -> OtherColumns.TICKETS;
            case TRANSACTION -> OtherColumns.TRANSACTIONS;
            case LEAD -> new LeadColumns(session);
        };
    }

    private static <V extends View> long write(CrmSession session, Columns<V> columns, Format format, OutputStream out)
            throws IOException {
        OwnColumns<V> own = new OwnColumns<>(session, columns.type(), format);
        long rows = 0;
        try (TableWriter table = writer(format, out, own.behind(columns.header()))) {
            PageRequest<V> request = PageRequest.first(PAGE).byId();
            for (String next = ""; next != null; ) {
                Page<V> page = session.views(columns.type()).find(columns.filter(), request);
                List<List<String>> cells = columns.rows(session, page.views());
                for (int i = 0; i < cells.size(); i++) {
                    table.write(own.behind(cells.get(i), page.views().get(i)));
                }
                rows += cells.size();
                next = page.next();
                request = next == null ? request : request.after(next);
            }
        }
        return rows;
    }

    private static TableWriter writer(Format format, OutputStream out, List<String> header) throws IOException {
        return switch (format) {
            case CSV -> TableWriter.csv(out, header);
            case XLSX -> TableWriter.xlsx(out, header);
            case JSON_LINES -> TableWriter.jsonLines(out, header);
            case VCARD -> TableWriter.vCard(out, header);
        };
    }

    /** The caller's stream, which writers of tables would close. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
