package io.guanxi.application.view;

import io.guanxi.application.Meta;
import io.guanxi.domain.schema.FieldValues;
import io.guanxi.domain.schema.FieldsSet;
import io.guanxi.domain.schema.SlotKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a kind of view keeps its custom fields. Their values stand in the view, each with the slot that its field has; a column for each
 * slot repeats them for questions. So a field is defined without DDL, and asked for like a built-in one.
 */
public final class CustomFields<V extends View> {

    /** What fields stand under in JSON and in queries: {@code custom.region==north}. */
    public static final String JSON_NAME = "custom";

    private static final String COLUMN = "custom_";

    private final Function<V, FieldValues> reader;
    private final BiFunction<V, FieldValues, V> told;
    private final BiFunction<V, Predicate<String>, V> shown;
    private final BiFunction<V, Meta, V> changed;
    private final Consumer<V> requireOpen;
    private final Function<V, @Nullable String> stage;

    CustomFields(
            Function<V, FieldValues> reader,
            BiFunction<V, FieldValues, V> told,
            BiFunction<V, Predicate<String>, V> shown,
            BiFunction<V, Meta, V> changed,
            Consumer<V> requireOpen,
            Function<V, @Nullable String> stage) {
        this.reader = reader;
        this.told = told;
        this.shown = shown;
        this.changed = changed;
        this.requireOpen = requireOpen;
        this.stage = stage;
    }

    CustomFields<V> in(Function<V, @Nullable String> stageOf) {
        return new CustomFields<>(reader, told, shown, changed, requireOpen, stageOf);
    }

    CustomFields<V> toldBy(BiFunction<V, FieldValues, V> after, BiFunction<V, Predicate<String>, V> only) {
        return new CustomFields<>(reader, after, only, changed, requireOpen, stage);
    }

    /** The stage that a view is in, which fields may be required in; null if it has none. */
    public @Nullable String stage(V view) {
        return stage.apply(view);
    }

    /** Those of a view that have a value. */
    public FieldValues of(V view) {
        return reader.apply(view);
    }

    /** The view as one sees it who may see these fields only; itself if it holds none. */
    public V only(V view, Predicate<String> fields) {
        return shown.apply(view, fields);
    }

    /** Fails if the fields of this view may not be set any more. */
    public void requireOpen(V view) {
        requireOpen.accept(view);
    }

    V after(V view, FieldsSet event, Meta meta) {
        return told.apply(changed.apply(view, meta), of(view).after(event));
    }

    /** The column of a slot: {@code custom_text1}. */
    static String column(String slot) {
        return COLUMN + slot;
    }

    /** The spare columns, which nobody asks for by themselves. */
    List<Attribute<V, ?>> columns() {
        List<Attribute<V, ?>> columns = new ArrayList<>();
        for (SlotKind kind : SlotKind.values()) {
            kind.indexed().forEach(each -> columns.add(column(kind, each)));
            kind.plain().forEach(each -> columns.add(column(kind, each)));
        }
        return columns;
    }

    private Attribute<V, ?> column(SlotKind kind, String slot) {
        AttributeType type = type(kind);
        Function<V, @Nullable Object> stored = view -> of(view).at(slot);
        Function<String, Object> parser = text -> type.parse(slot, text);
        return kind == SlotKind.REFERENCE
                ? new Attribute<V, Object>(column(slot), type, stored, value -> value, parser, "")
                : new Ordered<V, Object>(column(slot), type, stored, value -> value, parser, "");
    }

    private static AttributeType type(SlotKind kind) {
        return switch (kind) {
            case TEXT -> AttributeType.TEXT;
            case NUMBER -> AttributeType.DECIMAL;
            case DATE -> AttributeType.DATE;
            case INSTANT -> AttributeType.INSTANT;
            case FLAG -> AttributeType.BOOLEAN;
            case REFERENCE -> AttributeType.REFERENCE;
        };
    }

    /** One for each slot with an index. */
    List<ViewType.ListOf<V>> lists(Map<String, Attribute<V, ?>> attributes) {
        List<ViewType.ListOf<V>> lists = new ArrayList<>();
        for (SlotKind kind : SlotKind.values()) {
            for (String slot : kind.indexed()) {
                Attribute<V, ?> column = Objects.requireNonNull(attributes.get(column(slot)));
                lists.add(
                        column instanceof Ordered<V, ?> ordered
                                ? new ViewType.ListOf<>(List.of(), List.of(ordered))
                                : new ViewType.ListOf<>(List.of(column), List.of()));
            }
        }
        return lists;
    }
}
