package io.guanxi.application.internal.engine;

import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.view.Fields;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.TenantId;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hands out what is known to whoever asks: to actors within their scope, and all of it to those who act for nobody. */
final class Readers {

    private final Features features;
    private final Families families;
    private final Schemas schemas;
    private final ViewSource views;
    private final EventLog log;
    private final Codec codec;
    private final Json json;
    private final Authorizer authorizer;

    /** @param views as the thread's unit of work sees them */
    Readers(
            Features features,
            Families families,
            Schemas schemas,
            ViewSource views,
            EventLog log,
            Codec codec,
            Json json,
            Authorizer authorizer) {
        this.features = features;
        this.families = families;
        this.schemas = schemas;
        this.views = views;
        this.log = log;
        this.codec = codec;
        this.json = json;
        this.authorizer = authorizer;
    }

    /** The one way to views for whoever asks with a scope. */
    <V extends View> Views<V> views(
            ViewSource store, TenantId tenant, ScopedViews.Scope scope, Masker masker, ViewType<V> type) {
        features.requireKnown(type);
        return new ScopedViews<>(store, tenant, scope, masker, families, type, List.of());
    }

    /** What the actor may read and set of custom fields. */
    FieldRights fieldRights(Actor actor, TenantId tenant) {
        return new FieldRights(schemas, views, tenant, actor, authorizer);
    }

    /** Whose custom fields views of a type show; null if they cannot show any. */
    @Nullable
    String featureWithFields(ViewType<?> type) {
        return schemas.featureWithFields(type);
    }

    /** The custom fields of a type of views, as they are in these. */
    <V extends View> Fields<V> fields(ViewSource from, TenantId tenant, ViewType<V> type) {
        features.requireKnown(type);
        return schemas.fields(from, tenant, type);
    }

    /** Where what the view that shows most of an aggregate has come from. */
    SortedMap<String, Recorded<?>> provenance(AggregateId id, List<Recorded<?>> history) {
        for (Hosted hosted : features.all()) {
            ViewType<?> main = hosted.mainView();
            if (main != null && main.id().idType().isInstance(id)) {
                return Provenance.of(main, history, json.mapper());
            }
        }
        return new TreeMap<>();
    }

    /** Reads without a scope: for guards, reactions and duties, which act for nobody in particular. */
    Reader everythingOf(TenantId tenant) {
        return everythingOf(tenant, views);
    }

    /** @param from the views, those that are not stored among them */
    Reader everythingOf(TenantId tenant, ViewSource from) {
        Authorizer everything = Authorizer.allowEverything();
        Actor reader = Actor.system("reader");
        Masker allSeeing = new Masker(codec, reader, Set.of());
        return new Reader() {
            @Override
            public <V extends View> Views<V> views(ViewType<V> type) {
                return Readers.this.views(
                        from, tenant, new ScopedViews.Scope(reader, everything, null), allSeeing, type);
            }

            @Override
            public <V extends View> Fields<V> fields(ViewType<V> type) {
                return Readers.this.fields(from, tenant, type);
            }

            @Override
            public SortedMap<String, Recorded<?>> provenance(AggregateId id) {
                return Readers.this.provenance(
                        id, List.copyOf(codec.recorded(log.ofAggregate(tenant, id.value(), 0, Integer.MAX_VALUE))));
            }

            @Override
            public boolean has(ViewType<?> type) {
                return features.knows(type);
            }
        };
    }
}
