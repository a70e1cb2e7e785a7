package io.guanxi.application.imports;

import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.ColumnMapping;
import io.guanxi.application.columns.ColumnMapping.Column;
import io.guanxi.application.table.TableRow;
import io.guanxi.domain.intake.GivenRow;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Violation;
import io.guanxi.domain.notation.DateText;
import io.guanxi.domain.notation.MoneyText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One row by the fields of its kind. What nobody has asked for, and what could not be read and need not be, is left over: it goes
 * where a record has room for it, so that nothing is lost.
 */
final class Cells {

    /** What cards say of whose they are. */
    private static final Set<String> KINDS = Set.of("org", "organization", "individual");

    /** By its number in ISO 4217. */
    private static final CurrencyUnit NO_CURRENCY = CurrencyUnit.ofNumericCode(999);

    private final TableRow row;
    private final ColumnMapping mapping;
    private final Map<Integer, DateText.Order> orders;
    private final Terms terms;
    private final BitSet used = new BitSet();

    /** @param orders whether day or month comes first, by the places of columns */
    Cells(TableRow row, ColumnMapping mapping, Map<Integer, DateText.Order> orders, Terms terms) {
        this.row = row;
        this.mapping = mapping;
        this.orders = orders;
        this.terms = terms;
    }

    TableRow row() {
        return row;
    }

    /** The same row with nothing in one column. */
    Cells without(Column column) {
        List<String> cells = new ArrayList<>(row.cells());
        cells.set(column.place(), "");
        return new Cells(new TableRow(row.line(), cells, row.flaws()), mapping, orders, terms);
    }

    /** The text without surrounding white space; null if there is none. */
    @Nullable
    String text(ColumnField field) {
        for (Column column : mapping.columns(field)) {
            used.set(column.place());
            String text = row.cell(column.place()).strip();
            if (!text.isEmpty()) {
                return text;
            }
        }
        return null;
    }

    String required(ColumnField field) {
        String text = text(field);
        if (text == null) {
            throw new RowException(name(field), "is empty");
        }
        return text;
    }

    /** Those of all columns of the field. */
    List<String> texts(ColumnField field) {
        List<String> texts = new ArrayList<>();
        for (Column column : mapping.columns(field)) {
            used.set(column.place());
            String text = row.cell(column.place()).strip();
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** What must be readable if it is there. */
    <T> @Nullable T read(ColumnField field, Function<String, T> reader) {
        String text = text(field);
        try {
            return text == null ? null : reader.apply(text);
        } catch (CrmException.Invalid invalid) {
            throw new RowException(name(field), '"' + shown(text) + "\" " + said(invalid));
        }
    }

    /** What is left over if it cannot be read. */
    <T> Optional<T> perhaps(ColumnField field, Function<String, T> reader) {
        List<T> all = all(field, reader);
        return all.stream().findFirst();
    }

    /** Each cell of the field that can be read; the others are left over. */
    <T> List<T> all(ColumnField field, Function<String, T> reader) {
        List<T> values = new ArrayList<>();
        for (Column column : mapping.columns(field)) {
            String text = row.cell(column.place()).strip();
            if (text.isEmpty()) {
                continue;
            }
            try {
                values.add(reader.apply(text));
                used.set(column.place());
            } catch (CrmException.Invalid unreadable) {
                used.clear(column.place());
            }
        }
        return values;
    }

    @Nullable
    LocalDate date(ColumnField field) {
        return read(field, text -> DateText.read(text, order(field)));
    }

    @Nullable
    Instant moment(ColumnField field) {
        return read(field, text -> Moments.read(text, order(field)));
    }

    /** When it was made known, or now. */
    Instant created() {
        Instant at = moment(ColumnField.CREATED_AT);
        return at == null ? terms.now() : at;
    }

    /** When it was changed last, or now. */
    Instant changed() {
        Instant at = moment(ColumnField.CHANGED_AT);
        return at == null ? terms.now() : at;
    }

    /** Whether the row says that the record is no more, or that it is; nothing if it says neither. */
    Optional<Boolean> deleted() {
        return perhaps(ColumnField.DELETED, Cells::flag);
    }

    boolean isDeleted() {
        return deleted().orElse(false);
    }

    /** Who made it known. */
    String author() {
        String by = text(ColumnField.CREATED_BY);
        return by == null ? terms.author() : by;
    }

    private DateText.Order order(ColumnField field) {
        return mapping.column(field).map(this::order).orElse(DateText.Order.UNKNOWN);
    }

    DateText.Order order(Column column) {
        return orders.getOrDefault(column.place(), DateText.Order.UNKNOWN);
    }

    /** An amount in the currency that it says, else in that of its row, else in that of the import. */
    Money money(String text) {
        String code = text(ColumnField.CURRENCY);
        CurrencyUnit assumed = terms.currency();
        if (code != null) {
            try {
                assumed = CurrencyUnit.of(code);
            } catch (IllegalCurrencyException unknown) {
                throw new CrmException.Invalid("currency", "unknown", "must be an ISO 4217 code");
            }
        }
        MoneyText read = MoneyText.read(text, assumed == null ? NO_CURRENCY : assumed, MoneyText.DecimalMark.POINT);
        if (read.currency().equals(NO_CURRENCY)) {
            throw new CrmException.Invalid("currency", "required", "must be told, or a currency for the whole import");
        }
        return read.toMoney();
    }

    /** A whole number, with or without marks between thousands. */
    static int integer(String text) {
        try {
            return decimal(text).intValueExact();
        } catch (ArithmeticException | CrmException.Invalid none) {
            throw new CrmException.Invalid("number", "format", "must be a whole number");
        }
    }

    /** A number with a decimal point, with or without marks between thousands. */
    static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text.replaceAll("[,' \\u00a0](?=\\d{3})", ""));
        } catch (NumberFormatException none) {
            throw new CrmException.Invalid("number", "format", "must be a number");
        }
    }

    /** Yes or no, in English and Chinese. */
    static boolean flag(String text) {
        return switch (Terms.key(text)) {
            case "true", "yes", "y", "1", "x", "active", "enabled", "是", "启用", "上架", "listed" -> true;
            case "false", "no", "n", "0", "inactive", "disabled", "否", "停用", "下架", "retired" -> false;
            default -> throw new CrmException.Invalid("flag", "format", "must be true or false");
        };
    }

    /** All cells of the row as they were given, but for those of columns that are left out on purpose. */
    List<GivenRow.Cell> given() {
        return mapping.columns().stream()
                .filter(each -> !isLeftOut(each) && each.field() != ColumnField.DELETED)
                .map(each -> new GivenRow.Cell(each.name(), row.cell(each.place())))
                .toList();
    }

    /** What is left over, a line for each column: its name and what stands in it. */
    String rest() {
        return mapping.columns().stream()
                .filter(each -> each.custom() == null && !used.get(each.place()) && !isLeftOut(each))
                .filter(each -> !row.cell(each.place()).isBlank() && !isSaid(each))
                .map(each -> each.name() + ": " + row.cell(each.place()).strip())
                .collect(Collectors.joining("\n"));
    }

    /** What another column of the row has said, or what everybody knows who imports such records. */
    private boolean isSaid(Column column) {
        String text = row.cell(column.place()).strip();
        return used.stream().anyMatch(place -> row.cell(place).strip().equals(text))
                || (column.name().equals("Kind") && KINDS.contains(text));
    }

    /** By a mapping file, or because it tells why the row was rejected before. */
    private static boolean isLeftOut(Column column) {
        return (column.code() == null && column.confidence() == 1)
                || column.name().equals(RejectedRows.REASON);
    }

    /** The given text with what is left over behind it; null if there is neither. */
    @Nullable
    String withRest(@Nullable String text) {
        String rest = rest();
        String both = text == null || rest.isEmpty() ? (text == null ? rest : text) : text + "\n" + rest;
        return both.isEmpty() ? null : both;
    }

    /** What makes the row the same when it is read again, where nothing else does: all that stands in it. */
    String whole() {
        return UUID.nameUUIDFromBytes(String.join("\u0000", row.cells()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** What the table calls a field; the field's code, if it has no such column. */
    String name(ColumnField field) {
        return mapping.column(field).map(Column::name).orElse(field.code());
    }

    static String said(CrmException.Invalid invalid) {
        return invalid.violations().stream().map(Violation::message).collect(Collectors.joining("; "));
    }

    static String shown(@Nullable String text) {
        String all = String.valueOf(text);
        return all.length() <= 60 ? all : all.substring(0, 60) + "…";
    }
}
