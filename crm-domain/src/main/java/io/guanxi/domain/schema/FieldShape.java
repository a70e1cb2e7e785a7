package io.guanxi.domain.schema;

import io.guanxi.domain.kernel.Check;
import org.jspecify.annotations.Nullable;

/**
 * What a field is for ever, because what was stored of it was stored so.
 *
 * @param lookup what can be asked of it
 * @param personal whether its values tell something of a person: they are sealed with the person's key and erased with it
 * @param target the feature whose things a reference refers to, such as {@code customer}; null for other types
 */
public record FieldShape(
        FieldType type,
        Lookup lookup,
        boolean personal,
        @Nullable String target) {

    public FieldShape {
        target = Check.optionalText("target", target, 40);
        Check.that(
                (type == FieldType.REFERENCE) == (target != null),
                "target",
                "type",
                "must be given for a reference, and for nothing else");
        Check.that(
                lookup != Lookup.INDEX || (type != FieldType.FLAG && type != FieldType.CHOICES),
                "lookup",
                "type",
                "must not be INDEX for a flag or several choices, for which no index helps");
    }

    /** That filters, of no person, and without an index. */
    public static FieldShape of(FieldType type) {
        return new FieldShape(type, Lookup.FILTER, false, null);
    }

    /** The same with an index. */
    public FieldShape indexed() {
        return new FieldShape(type, Lookup.INDEX, personal, target);
    }
}
