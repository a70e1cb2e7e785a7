package io.guanxi.application.view;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A set of texts, such as the tags of a customer. The empty set is absent. */
public final class Many<V extends View> extends Attribute<V, Set<String>> {

    Many(String name, Function<V, Set<String>> reader, @Nullable String field) {
        super(name, AttributeType.TEXTS, view -> presentOrNull(reader.apply(view)), texts -> texts, Set::of, field);
    }

    private static @Nullable Set<String> presentOrNull(Set<String> texts) {
        return texts.isEmpty() ? null : texts;
    }

    /** One of the texts is exactly this. */
    public Filter<V> has(String value) {
        return new Filter.Has<>(this, value);
    }
}
