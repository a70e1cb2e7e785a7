package io.guanxi.application.internal.engine;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Sequel;
import io.guanxi.application.schema.SchemaView;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.schema.SchemaRule;
import io.guanxi.domain.schema.SetFields;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The features of a CRM: whose a command is, which guards are asked before it and which sequels follow it. */
final class Features {

    private final Map<String, Hosted> byName = new LinkedHashMap<>();
    private final Map<Class<?>, Hosted> byCommand = new HashMap<>();
    private final Map<Class<?>, Hosted> withFields = new HashMap<>();
    private final ImmutableSet<ViewType<?>> types;
    private final ImmutableListMultimap<Class<?>, Guard> guards;
    private final ImmutableListMultimap<Class<?>, Sequel<?>> sequels;

    Features(Collection<? extends Feature> features) {
        types = features.stream().flatMap(feature -> feature.views().stream()).collect(ImmutableSet.toImmutableSet());
        for (Feature feature : features) {
            feature.decider()
                    .ifPresent(decider ->
                            host(new Hosted(feature, decider, types.contains(TimelineEntry.TYPE)), decider.commands()));
        }
        guards = guards(features);
        sequels = features.stream()
                .flatMap(each -> each.sequels().stream())
                .collect(ImmutableListMultimap.toImmutableListMultimap(Sequel::command, each -> each));
    }

    private void host(Hosted hosted, Collection<? extends Class<? extends Command>> commands) {
        byName.put(hosted.feature(), hosted);
        for (Class<? extends Command> command : commands) {
            Hosted other = byCommand.put(command, hosted);
            if (other != null) {
                throw new IllegalStateException(command.getName() + " belongs to two features: " + hosted.feature()
                        + " and " + other.feature());
            }
        }
        ViewType<?> main = hosted.mainView();
        if (knows(SchemaView.TYPE) && main != null && main.customFields() != null) {
            withFields.put(main.id().idType(), hosted);
        }
    }

    private ImmutableListMultimap<Class<?>, Guard> guards(Collection<? extends Feature> features) {
        ImmutableListMultimap.Builder<Class<?>, Guard> result = ImmutableListMultimap.builder();
        for (Class<?> command : byCommand.keySet()) {
            for (Feature feature : features) {
                for (Guard guard : feature.guards()) {
                    if (asked(guard).isAssignableFrom(command)) {
                        result.put(command, guard);
                    }
                }
            }
        }
        return result.build();
    }

    private static Class<?> asked(Guard guard) {
        if (guard instanceof Guard.Before<?> before) {
            return before.command();
        }
        return guard instanceof Guard.BeforeAt<?> before ? before.command() : guard.getClass();
    }

    // ---- commands

    /** Whose it is; fails if it is nobody's. */
    Hosted of(Command command) {
        Hosted hosted = find(command);
        if (hosted == null && command instanceof SetFields) {
            throw SchemaRule.FIELDS_UNKNOWN.refused(
                    command.aggregateId().getClass().getSimpleName());
        }
        if (hosted == null) {
            throw new IllegalArgumentException(command.getClass().getName() + " belongs to no feature of this CRM");
        }
        return hosted;
    }

    /** Null if it is nobody's. */
    @Nullable
    Hosted find(Command command) {
        return command instanceof SetFields
                ? withFields.get(command.aggregateId().getClass())
                : byCommand.get(command.getClass());
    }

    /** Those that are asked before a command, of whatever feature they are. */
    List<Guard> guards(Command command) {
        return guards.get(command.getClass());
    }

    List<Sequel<?>> sequels(Command command) {
        return sequels.get(command.getClass());
    }

    // ---- what there is

    Collection<Hosted> all() {
        return byName.values();
    }

    Map<String, Hosted> byName() {
        return Collections.unmodifiableMap(byName);
    }

    /** Those whose things may have custom fields, by the types of their ids; none where nobody can define any. */
    Map<Class<?>, Hosted> withFields() {
        return Collections.unmodifiableMap(withFields);
    }

    ImmutableSet<ViewType<?>> types() {
        return types;
    }

    /** The names of those whose events such views are folded from: one, or all that tell of theirs. */
    List<String> namesOf(ViewType<?> type) {
        return all().stream()
                .filter(each -> each.views().contains(type))
                .map(Hosted::feature)
                .toList();
    }

    boolean knows(ViewType<?> type) {
        return types.contains(type);
    }

    /** Fails with more than a missing table would say. */
    void requireKnown(ViewType<?> type) {
        if (!knows(type)) {
            throw new IllegalArgumentException("The views " + type + " belong to no feature of this CRM");
        }
    }
}
