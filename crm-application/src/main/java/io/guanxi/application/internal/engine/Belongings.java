package io.guanxi.application.internal.engine;

import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What belongs to whom, as the views of all features say it: what is erased together, and stands in one file. */
final class Belongings {

    private static final int PAGE = 500;

    private final ViewSource views;
    private final Collection<ViewType<?>> types;
    private final Families families;

    Belongings(ViewSource views, Collection<ViewType<?>> types, Families families) {
        this.views = views;
        this.types = types;
        this.families = families;
    }

    /**
     * Those whose data are of the same person: whoever it is the same as, what belongs to it, and what belongs to that. Always in the
     * same order.
     */
    Collection<UUID> of(TenantId tenant, AggregateId root) {
        Map<UUID, AggregateId> all = new TreeMap<>();
        Deque<AggregateId> open = new ArrayDeque<>(List.of(root));
        types.stream()
                .filter(each -> each.id().idType().isInstance(root))
                .forEach(each -> standIn(each, tenant, root).ifPresent(open::push));
        while (!open.isEmpty()) {
            AggregateId next = open.pop();
            if (all.putIfAbsent(next.value(), next) == null) {
                types.forEach(type -> belonging(type, tenant, next).forEach(open::push));
            }
        }
        return all.keySet();
    }

    private Optional<AggregateId> standIn(ViewType<?> type, TenantId tenant, AggregateId id) {
        UUID standIn = families.of(views, tenant)
                .standIns(type.id().idType(), List.of(id.value()))
                .get(id.value());
        return Optional.ofNullable(standIn == null ? null : views.byId(type, tenant, standIn))
                .map(found -> found.view().id());
    }

    private <V extends View> List<AggregateId> belonging(ViewType<V> type, TenantId tenant, AggregateId to) {
        List<AggregateId> found = new ArrayList<>();
        type.attributes().values().stream()
                .flatMap(each -> each instanceof Reference<V, ?> reference ? Stream.of(reference) : Stream.empty())
                .filter(each -> each.belongs() && canBe(each, to))
                .forEach(each -> forEach(type, tenant, is(each, to), view -> found.add(view.id())));
        return found;
    }

    /** What is told of anything at all says so by its type. */
    private static boolean canBe(Reference<?, ?> reference, AggregateId to) {
        return reference.idType().isInstance(to) || reference.idType() == Erased.Subject.class;
    }

    private static <V extends View> Filter<V> is(Reference<V, ?> reference, AggregateId id) {
        return reference.isId(id.value());
    }

    private <V extends View> void forEach(ViewType<V> type, TenantId tenant, Filter<V> filter, Consumer<V> consumer) {
        List<Versioned<V>> page = List.of();
        do {
            List<Object> after = page.isEmpty()
                    ? null
                    : List.of(page.get(page.size() - 1).view().id().value());
            page = views.find(type, new ViewSource.Query<>(tenant, filter, List.of(), after, PAGE));
            page.forEach(each -> consumer.accept(each.view()));
        } while (page.size() == PAGE);
    }
}
