package io.guanxi.application.schema;

import io.guanxi.application.Meta;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.schema.Definitions;
import io.guanxi.domain.schema.Schema;
import io.guanxi.domain.schema.SchemaEvent;
import io.guanxi.domain.schema.SchemaEvent.FieldChanged;
import io.guanxi.domain.schema.SchemaEvent.FieldDefined;
import io.guanxi.domain.schema.SchemaEvent.FieldDeprecated;
import io.guanxi.domain.schema.SchemaEvent.FieldRevived;
import io.guanxi.domain.schema.SchemaEvent.Opened;
import io.guanxi.domain.schema.SchemaId;
import java.time.Instant;

/**
 * The custom fields of a feature as screens, imports and exports see them. This record is the JSON.
 *
 * @param feature such as {@code customer}
 */
public record SchemaView(SchemaId id, String feature, Definitions fields, Instant changedAt) implements View {

    private static final ViewType.Builder<SchemaView> V = ViewType.of("schema", SchemaView.class);

    public static final Text<SchemaView> FEATURE = V.text("feature", SchemaView::feature);
    public static final Ordered<SchemaView, Instant> CHANGED_AT = V.instant("changed_at", SchemaView::changedAt);

    public static final ViewType<SchemaView> TYPE = V.startsWith(
                    Opened.class,
                    (event, meta) ->
                            new SchemaView(event.schemaId(), event.feature(), Definitions.NONE, meta.happenedAt()))
            .on(FieldDefined.class, SchemaView::after)
            .on(FieldChanged.class, SchemaView::after)
            .on(FieldDeprecated.class, SchemaView::after)
            .on(FieldRevived.class, SchemaView::after)
            .list()
            .by(FEATURE)
            .build();

    /** The rules remember what is shown. */
    private SchemaView after(SchemaEvent event, Meta meta) {
        return new SchemaView(
                id,
                feature,
                Schema.DECIDER.evolve(new Schema(feature, fields), event).fields(),
                meta.happenedAt());
    }
}
