package io.guanxi.application.view;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A text. Case matters in all its filters. */
public final class Text<V extends View> extends Ordered<V, String> {

    Text(String name, Function<V, @Nullable String> reader) {
        this(name, reader, text -> text, null);
    }

    Text(String name, Function<V, @Nullable String> reader, Function<String, Object> parser, @Nullable String field) {
        super(name, AttributeType.TEXT, reader, text -> text, parser, field);
    }

    public Filter<V> startsWith(String prefix) {
        return new Filter.StartsWith<>(this, prefix);
    }

    public Filter<V> contains(String part) {
        return new Filter.Contains<>(this, part);
    }
}
