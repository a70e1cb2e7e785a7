package io.guanxi.application.view;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The identity of another aggregate: where two kinds of view meet. */
public final class Reference<V extends View, I extends AggregateId> extends Attribute<V, I> {

    private final Class<I> idType;
    private final boolean belongs;

    Reference(String name, Class<I> idType, Function<V, @Nullable I> reader, boolean belongs) {
        this(name, idType, reader, belongs, null);
    }

    Reference(String name, Class<I> idType, Function<V, @Nullable I> reader, boolean belongs, @Nullable String field) {
        super(
                name,
                AttributeType.REFERENCE,
                reader,
                AggregateId::value,
                text -> AttributeType.REFERENCE.parse(field == null ? name : field, text),
                field);
        this.idType = idType;
        this.belongs = belongs;
    }

    /** Whose identity it is; the view type of that identity is the one referred to. */
    public Class<I> idType() {
        return idType;
    }

    /** Whether what it tells is told of the one referred to, and is erased with it. */
    public boolean belongs() {
        return belongs;
    }

    /** The view referred to exists, may be seen, and the filter holds for it. */
    public <W extends View> Filter<V> of(ViewType<W> type, Filter<W> filter) {
        return new Filter.Related<>(this, type, type.id(), filter, Total.any(), null);
    }

    /** Whether it says who a view is, not whom it refers to. */
    public boolean isIdentity() {
        return name().equals(ViewType.IDENTITY);
    }

    /** As {@link #is}, for an identity in its stored form. */
    public Filter<V> isId(UUID id) {
        return new Filter.Comparison<>(this, Filter.Operator.EQUAL, id);
    }
}
