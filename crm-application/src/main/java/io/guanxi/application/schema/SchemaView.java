package io.guanxi.application.schema;

import io.guanxi.application.Meta;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.schema.Choice;
import io.guanxi.domain.schema.Definitions;
import io.guanxi.domain.schema.Schema;
import io.guanxi.domain.schema.SchemaEvent;
import io.guanxi.domain.schema.SchemaEvent.ChoicesListed;
import io.guanxi.domain.schema.SchemaEvent.FieldChanged;
import io.guanxi.domain.schema.SchemaEvent.FieldDefined;
import io.guanxi.domain.schema.SchemaEvent.FieldDeprecated;
import io.guanxi.domain.schema.SchemaEvent.FieldRevived;
import io.guanxi.domain.schema.SchemaEvent.FieldsRead;
import io.guanxi.domain.schema.SchemaEvent.Opened;
import io.guanxi.domain.schema.SchemaId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The custom fields of a feature as screens, imports and exports see them. This record is the JSON.
 *
 * @param feature such as {@code customer}
 * @param lists what is offered for built-in texts, by the names of attributes
 */
public record SchemaView(
        SchemaId id, String feature, Definitions fields, Map<String, List<Choice>> lists, Instant changedAt)
        implements View {

    private static final ViewType.Builder<SchemaView> V = ViewType.of("schema", SchemaView.class);

    public static final Text<SchemaView> FEATURE = V.text("feature", SchemaView::feature);
    public static final Ordered<SchemaView, Instant> CHANGED_AT = V.instant("changed_at", SchemaView::changedAt);

    public static final ViewType<SchemaView> TYPE = V.startsWith(
                    Opened.class,
                    (event, meta) -> new SchemaView(
                            event.schemaId(), event.feature(), Definitions.NONE, Map.of(), meta.happenedAt()))
            .on(FieldDefined.class, SchemaView::after)
            .on(FieldChanged.class, SchemaView::after)
            .on(FieldDeprecated.class, SchemaView::after)
            .on(FieldRevived.class, SchemaView::after)
            .on(ChoicesListed.class, SchemaView::after)
            .ignores(FieldsRead.class)
            .list()
            .by(FEATURE)
            .build();

    /** The rules remember what is shown. */
    private SchemaView after(SchemaEvent event, Meta meta) {
        Schema now = Schema.DECIDER.evolve(new Schema(feature, fields, lists), event);
        return new SchemaView(id, feature, now.fields(), now.lists(), meta.happenedAt());
    }
}
