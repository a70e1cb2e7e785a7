package io.guanxi.rest;

import com.google.common.collect.Sets;
import io.guanxi.application.CrmSession;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.exports.Export;
import io.guanxi.application.imports.Import;
import io.guanxi.application.imports.ImportReport;
import io.guanxi.application.table.TableFile;
import io.guanxi.application.table.UnreadableTableException;
import io.guanxi.domain.kernel.CrmException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Whole tables in and out.
 *
 * @param maxBytes how much of one is taken in
 */
record Tables(int maxBytes) {

    /** The parameters of any table that arrives. */
    static final Set<String> OF_ANY_TABLE = Set.of("mapping", "currency", "region");

    private static final Set<String> OF_IMPORTS =
            Sets.union(OF_ANY_TABLE, Set.of("source", "updateBy", "only", "dryRun", "batch"));

    /** What a form of a foreign web page can send in the name of a user whose browser is logged in. */
    private static final Set<String> OF_FORMS =
            Set.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data");

    Response take(CrmSession session, Request request) {
        Parameters parameters = Parameters.read(request.uri(), OF_IMPORTS, Set.of());
        RecordKind of = RecordKind.of(request.path("kind"));
        return read(request, table -> {
            ImportReport report = anImport(session, parameters).table(of, table).run();
            return Response.ok(report.toJson().getBytes(StandardCharsets.UTF_8))
                    .type(MediaType.APPLICATION_JSON)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        });
    }

    /** The body is the file; it is kept on disk until it is read, for its form and columns are told by its beginning. */
    Response read(Request request, Function<TableFile, Response> work) {
        MediaType type = request.headers().getMediaType();
        if (type == null || OF_FORMS.contains(type.getType() + "/" + type.getSubtype())) {
            throw Refusal.noTable();
        }
        Path file = file(request.content(), maxBytes);
        try {
            return work.apply(TableFile.open(file));
        } catch (UnreadableTableException unreadable) {
            throw new CrmException.Invalid("", "table", "must be a table that can be read to its end");
        } finally {
            delete(file);
        }
    }

    /** With what the parameters say of any table. */
    static Import prepared(Import anImport, Parameters parameters) {
        String mapping = parameters.text("mapping");
        if (mapping != null) {
            anImport.mapping(mapping);
        }
        String region = parameters.text("region");
        if (region != null) {
            anImport.region(region);
        }
        try {
            String currency = parameters.text("currency");
            if (currency != null) {
                anImport.currency(CurrencyUnit.of(currency));
            }
        } catch (IllegalCurrencyException unknown) {
            throw new CrmException.Invalid("currency", "unknown", "must be an ISO 4217 code");
        }
        return anImport;
    }

    private static Import anImport(CrmSession session, Parameters parameters) {
        Import anImport = prepared(Import.with(session).lanes(1), parameters);
        String source = parameters.text("source");
        if (source != null) {
            anImport.source(source);
        }
        String updateBy = parameters.text("updateBy");
        if (updateBy != null) {
            anImport.updateBy(ColumnField.of(updateBy));
        }
        String only = parameters.text("only");
        if (only != null) {
            anImport.rule(
                    switch (only) {
                        case "create" -> Import.Rule.CREATE_ONLY;
                        case "update" -> Import.Rule.UPDATE_ONLY;
                        default -> throw new CrmException.Invalid("only", "unknown", "must be create or update");
                    });
        }
        if ("true".equals(parameters.text("dryRun"))) {
            anImport.dryRun();
        }
        try {
            String batch = parameters.text("batch");
            if (batch != null) {
                anImport.batch(UUID.fromString(batch));
            }
        } catch (IllegalArgumentException malformed) {
            throw new CrmException.Invalid("batch", "type", "must be a UUID");
        }
        return anImport;
    }

    private static Path file(@Nullable InputStream content, int maxBytes) {
        try {
            Path file = Files.createTempFile("crm", ".table");
            try (InputStream bytes = content == null ? InputStream.nullInputStream() : content;
                    var out = Files.newOutputStream(file)) {
                byte[] some = new byte[1 << 16];
                long left = maxBytes;
                for (int read = bytes.read(some); read >= 0; read = bytes.read(some)) {
                    left -= read;
                    if (left < 0) {
                        delete(file);
                        throw Refusal.tooLarge(maxBytes);
                    }
                    out.write(some, 0, read);
                }
            }
            return file;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            // The machine clears its directory of temporary files by itself.
        }
    }

    /** In the format that the parameter names, else in the first that is accepted, else as CSV; row by row. */
    Response give(CrmSession session, Request request) {
        Parameters parameters = request.parameters("format");
        RecordKind of = RecordKind.of(request.path("kind"));
        String named = parameters.text("format");
        Export.Format format = named == null ? accepted(request.headers()) : Export.Format.of(named);
        Export.require(of, format);
        StreamingOutput rows = out -> Export.write(session, of, format, out);
        return Response.ok(rows)
                .type(format.mediaType() + (format == Export.Format.XLSX ? "" : ";charset=utf-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + of.plural() + '.' + ending(format) + '"')
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Export.Format accepted(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .flatMap(type -> Arrays.stream(Export.Format.values())
                        .filter(each -> each.mediaType().equals(type.getType() + "/" + type.getSubtype())))
                .findFirst()
                .orElse(Export.Format.CSV);
    }

    private static String ending(Export.Format format) {
        return format == Export.Format.VCARD ? "vcf" : format.code();
    }
}
