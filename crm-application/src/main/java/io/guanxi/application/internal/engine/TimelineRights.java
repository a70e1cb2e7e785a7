package io.guanxi.application.internal.engine;

import io.guanxi.application.Feature;
import io.guanxi.application.Recorded;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.timeline.Timeline;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.schema.FieldDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The host's rights, which also say who may see what on timelines: an entry is seen by whoever may see what it is told of. So no
 * host can forget to say it, and no entry tells what is hidden elsewhere.
 */
public final class TimelineRights implements Authorizer {

    private final Authorizer hosts;
    private final Collection<Feature> features;

    public TimelineRights(Authorizer hosts, Collection<Feature> features) {
        this.hosts = hosts;
        this.features = features;
    }

    @Override
    @SuppressWarnings("unchecked") // the filter is of the type that was compared
    public <V extends View> Optional<Filter<V>> scope(Actor actor, ViewType<V> type) {
        return type.equals(TimelineEntry.TYPE) ? Optional.of((Filter<V>) entries(actor)) : hosts.scope(actor, type);
    }

    /** What was told by features that this CRM is built without, nobody may see. */
    private Filter<TimelineEntry> entries(Actor actor) {
        List<String> open = new ArrayList<>();
        List<Filter<TimelineEntry>> seen = new ArrayList<>();
        for (Feature feature : features) {
            Timeline<?> timeline = feature.timeline().orElse(null);
            if (timeline != null) {
                Filter<TimelineEntry> visible = entries(actor, timeline, feature.name());
                if (visible.equals(Filter.everything())) {
                    open.add(feature.name());
                } else {
                    seen.add(TimelineEntry.FEATURE.is(feature.name()).and(visible));
                }
            }
        }
        seen.add(TimelineEntry.FEATURE.in(open));
        return new Filter.Any<>(seen);
    }

    private Filter<TimelineEntry> entries(Actor actor, Timeline<?> timeline, String feature) {
        Filter<TimelineEntry> visible = seen(actor, TimelineEntry.SUBJECT, timeline.view());
        for (var each : timeline.seenAs().entrySet()) {
            Filter<TimelineEntry> event = seen(actor, TimelineEntry.TYPE.id(), each.getValue());
            if (!event.equals(Filter.everything())) {
                String name = Recorded.storedName(feature, each.getKey());
                visible = visible.and(TimelineEntry.EVENT.isNot(name).or(event));
            }
        }
        return visible;
    }

    /** Those whose view the actor may see; none if the actor may see no such views at all. */
    private <W extends View> Filter<TimelineEntry> seen(
            Actor actor, Reference<TimelineEntry, ?> here, ViewType<W> type) {
        return hosts.scope(actor, type)
                .map(scope ->
                        scope.equals(Filter.everything()) ? Filter.<TimelineEntry>everything() : here.of(type, scope))
                .orElse(Filter.nothing());
    }

    @Override
    public boolean mayExecute(Actor actor, Command command) {
        return hosts.mayExecute(actor, command);
    }

    @Override
    public boolean mayReadHistory(Actor actor) {
        return hosts.mayReadHistory(actor);
    }

    @Override
    public boolean mayErase(Actor actor) {
        return hosts.mayErase(actor);
    }

    @Override
    public boolean mayReadFeed(Actor actor) {
        return hosts.mayReadFeed(actor);
    }

    @Override
    public boolean mayReadPersonalData(Actor actor) {
        return hosts.mayReadPersonalData(actor);
    }

    @Override
    public boolean mayWriteForOthers(Actor actor) {
        return hosts.mayWriteForOthers(actor);
    }

    @Override
    public Set<Personal.Kind> masked(Actor actor) {
        return hosts.masked(actor);
    }

    @Override
    public boolean mayUnmask(Actor actor, Personal.Kind kind) {
        return hosts.mayUnmask(actor, kind);
    }

    @Override
    public boolean mayReadFiles(Actor actor) {
        return hosts.mayReadFiles(actor);
    }

    @Override
    public boolean mayReadErasures(Actor actor) {
        return hosts.mayReadErasures(actor);
    }

    @Override
    public boolean mayManageTenants(Actor actor) {
        return hosts.mayManageTenants(actor);
    }

    @Override
    public boolean mayReadField(Actor actor, String feature, FieldDefinition field) {
        return hosts.mayReadField(actor, feature, field);
    }

    @Override
    public boolean mayWriteField(Actor actor, String feature, FieldDefinition field) {
        return hosts.mayWriteField(actor, feature, field);
    }
}
