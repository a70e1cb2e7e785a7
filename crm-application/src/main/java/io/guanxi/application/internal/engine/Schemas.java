package io.guanxi.application.internal.engine;

import io.guanxi.application.schema.SchemaView;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.Fields;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.schema.Definitions;
import io.guanxi.domain.schema.SchemaCommand;
import io.guanxi.domain.schema.SchemaId;
import io.guanxi.domain.schema.SchemaRule;
import io.guanxi.domain.schema.SetFields;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The custom fields of each feature as tenants have defined them. Definitions are asked for by whoever reads or sets fields, one row by
 * its key, and remembered by nobody: no node judges by a definition that another has changed.
 */
final class Schemas {

    private final Map<String, Hosted> features;
    private final Map<Class<?>, Hosted> byIdType = new HashMap<>();
    private final boolean installed;

    /** @param features by their names */
    Schemas(Map<String, Hosted> features, Collection<ViewType<?>> types) {
        this.features = features;
        installed = types.contains(SchemaView.TYPE);
        for (Hosted each : features.values()) {
            ViewType<?> main = each.mainView();
            if (main != null && main.customFields() != null) {
                byIdType.put(main.id().idType(), each);
            }
        }
    }

    /** Whose fields are to be set; null if such things have none. */
    @Nullable
    Hosted hosted(SetFields command) {
        return installed ? byIdType.get(command.aggregateId().getClass()) : null;
    }

    /** Whether the things of a feature may have fields. */
    boolean has(Hosted hosted) {
        return installed && byIdType.containsValue(hosted);
    }

    /** Fails if a schema is opened for what has no fields, or a field is to refer to what nobody knows. */
    void requirePossible(Command command) {
        if (command instanceof SchemaCommand.Open open
                && byIdType.values().stream().noneMatch(each -> each.feature().equals(open.feature()))) {
            throw SchemaRule.FIELDS_UNKNOWN.refused(open.feature());
        }
        if (command instanceof SchemaCommand.DefineField define
                && define.shape().target() != null) {
            Check.that(
                    viewOf(define.shape().target()).isPresent(),
                    "target",
                    "unknown",
                    "must name a feature, which " + define.shape().target() + " is not");
        }
    }

    private Optional<ViewType<?>> viewOf(String feature) {
        return Optional.ofNullable(features.get(feature)).map(Hosted::mainView);
    }

    /** Null if nobody has defined any. */
    @Nullable
    Versioned<SchemaView> find(ViewStore views, TenantId tenant, String feature) {
        return installed
                ? views.byId(SchemaView.TYPE, tenant, SchemaId.of(feature).value())
                : null;
    }

    Definitions definitions(ViewStore views, TenantId tenant, String feature) {
        Versioned<SchemaView> found = find(views, tenant, feature);
        return found == null ? Definitions.NONE : found.view().fields();
    }

    String featureOf(ViewType<?> type) {
        Hosted hosted = byIdType.get(type.id().idType());
        if (hosted == null || !type.equals(hosted.mainView())) {
            throw SchemaRule.FIELDS_UNKNOWN.refused(type);
        }
        return hosted.feature();
    }

    /** For questions; none where there cannot be any. */
    <V extends View> Fields<V> fields(ViewStore views, TenantId tenant, ViewType<V> type) {
        Definitions definitions =
                type.customFields() == null ? Definitions.NONE : definitions(views, tenant, featureOf(type));
        return new Fields<>(type, definitions, this::viewOf);
    }
}
