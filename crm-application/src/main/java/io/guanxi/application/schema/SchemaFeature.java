package io.guanxi.application.schema;

import io.guanxi.application.Compensation;
import io.guanxi.application.Feature;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.schema.Schema;
import io.guanxi.domain.schema.SchemaCommand.ChangeField;
import io.guanxi.domain.schema.SchemaCommand.DeprecateField;
import io.guanxi.domain.schema.SchemaCommand.ListChoices;
import io.guanxi.domain.schema.SchemaCommand.ReviveField;
import io.guanxi.domain.schema.SchemaEvent.ChoicesListed;
import io.guanxi.domain.schema.SchemaEvent.FieldChanged;
import io.guanxi.domain.schema.SchemaEvent.FieldDefined;
import io.guanxi.domain.schema.SchemaEvent.FieldDeprecated;
import io.guanxi.domain.schema.SchemaEvent.FieldRevived;
import java.util.List;
import java.util.Optional;

/** Custom fields (自定义字段), defined while the business runs. */
public final class SchemaFeature implements Feature {

    @Override
    public String name() {
        return "schema";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Schema.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(SchemaView.TYPE);
    }

    /** A field that was defined is deprecated, for what it holds meanwhile must stay readable. */
    @Override
    public List<Compensation<?, ?>> compensations() {
        return List.of(
                Compensation.of(
                        FieldDefined.class,
                        SchemaView.TYPE,
                        it -> new DeprecateField(it.schemaId(), it.field().name())),
                new Compensation<>(
                        FieldChanged.class,
                        SchemaView.TYPE,
                        (it, before) -> before
                                .flatMap(view -> view.fields().find(it.field()))
                                .map(field -> new ChangeField(it.schemaId(), it.field(), field.details()))
                                .stream()
                                .toList()),
                Compensation.of(
                        FieldDeprecated.class, SchemaView.TYPE, it -> new ReviveField(it.schemaId(), it.field())),
                Compensation.of(
                        FieldRevived.class, SchemaView.TYPE, it -> new DeprecateField(it.schemaId(), it.field())),
                new Compensation<>(
                        ChoicesListed.class,
                        SchemaView.TYPE,
                        (it, before) -> before
                                .map(view -> new ListChoices(
                                        it.schemaId(),
                                        it.attribute(),
                                        view.lists().getOrDefault(it.attribute(), List.of())))
                                .stream()
                                .toList()));
    }
}
