package io.guanxi.application.exports;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.guanxi.application.CrmSession;
import io.guanxi.application.columns.ColumnMapping;
import io.guanxi.application.schema.FieldDescription;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.schema.FieldValues;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The custom fields that the reader may read, as columns behind the built-in ones. */
final class OwnColumns<V extends View> {

    private final ViewType<V> type;
    private final List<String> names;
    private final boolean cards;

    OwnColumns(CrmSession session, ViewType<V> type, Export.Format format) {
        this.type = type;
        cards = format == Export.Format.VCARD;
        names = session.describe(type, Locale.ENGLISH).stream()
                .filter(FieldDescription::custom)
                .map(each -> each.name().substring(ColumnMapping.CUSTOM.length()))
                .toList();
    }

    List<String> behind(List<String> header) {
        return ImmutableList.<String>builder()
                .addAll(header)
                .addAll(names.stream().map(this::header).iterator())
                .build();
    }

    /** What a card calls its own begins with {@code X-} and has no signs but hyphens. */
    private String header(String name) {
        return cards ? "X-CUSTOM-" + Ascii.toUpperCase(name).replace('_', '-') : ColumnMapping.CUSTOM + name;
    }

    List<String> behind(List<String> row, V view) {
        if (names.isEmpty()) {
            return row;
        }
        FieldValues values = requireNonNull(type.customFields()).of(view);
        return ImmutableList.<String>builder()
                .addAll(row)
                .addAll(names.stream().map(each -> text(values.get(each))).iterator())
                .build();
    }

    /** Several choices in lines, for their codes may have any other sign; a card's own have no lines. */
    private String text(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof Collection<?> codes
                ? codes.stream().map(String::valueOf).collect(Collectors.joining(cards ? "; " : "\n"))
                : Columns.text(value);
    }
}
