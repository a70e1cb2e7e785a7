package io.guanxi.application.internal.engine;

import com.google.common.collect.Sets;
import io.guanxi.application.Guard;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.Claims;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps views and claims in step with the log, in the transaction of the command. */
final class Projector {

    private static final int REBUILD_BATCH = 500;

    private final Storage storage;
    private final Codec codec;

    Projector(Storage storage, Codec codec) {
        this.storage = storage;
        this.codec = codec;
    }

    /** Folds the new events of one aggregate into each of its views. */
    void follow(Hosted hosted, TenantId tenant, AggregateId id, List<Recorded<DomainEvent>> events, long version) {
        for (ViewType<?> type : hosted.views()) {
            follow(hosted, type, tenant, id, events, version);
        }
    }

    private <V extends View> void follow(
            Hosted hosted,
            ViewType<V> type,
            TenantId tenant,
            AggregateId id,
            List<Recorded<DomainEvent>> events,
            long version) {
        boolean isNew = version == events.size();
        Versioned<V> stored = isNew ? null : storage.views().byId(type, tenant, id.value());
        V before = stored == null ? null : stored.view();
        V after = hosted.fold(type, before, events);
        if (after != null) {
            for (Guard guard : hosted.guards()) {
                if (guard instanceof Guard.Unique<?> unique && unique.view() == type) {
                    claim(unique, tenant, before, after);
                }
            }
            storage.views().put(type, tenant, List.of(new Versioned<>(after, version)));
        }
    }

    @SuppressWarnings("unchecked") // the guard's view type is the views' type
    private <V extends View> void claim(Guard.Unique<V> guard, TenantId tenant, @Nullable View before, View after) {
        Set<String> had = before == null ? Set.of() : guard.values().apply((V) before);
        Set<String> wants = guard.values().apply((V) after);
        Claims claims = storage.claims();
        for (String value : Sets.difference(had, wants)) {
            claims.release(tenant, guard.scope(), value, after.id().value());
        }
        for (String value : Sets.difference(wants, had)) {
            if (!claims.claim(tenant, guard.scope(), value, after.id().value())) {
                throw guard.taken().refused(value);
            }
        }
    }

    /** Folds one type of view anew from the whole log of its feature, in one transaction. */
    <V extends View> void rebuild(Hosted hosted, ViewType<V> type) {
        storage.transactions().executeInTransaction(() -> {
            storage.views().clear(type);
            List<OfTenant<V>> batch = new ArrayList<>();
            storage.log().forEachStream(hosted.feature(), stream -> {
                V view = hosted.fold(
                        type, null, stream.stream().map(codec::recorded).toList());
                if (view != null) {
                    StoredEvent last = stream.get(stream.size() - 1);
                    batch.add(new OfTenant<>(
                            last.meta().tenant(),
                            new Versioned<>(view, last.meta().sequence())));
                }
                if (batch.size() >= REBUILD_BATCH) {
                    flush(type, batch);
                }
            });
            flush(type, batch);
        });
    }

    private <V extends View> void flush(ViewType<V> type, List<OfTenant<V>> batch) {
        batch.stream()
                .map(OfTenant::tenant)
                .distinct()
                .forEach(tenant -> storage.views()
                        .put(
                                type,
                                tenant,
                                batch.stream()
                                        .filter(each -> each.tenant().equals(tenant))
                                        .map(OfTenant::view)
                                        .toList()));
        batch.clear();
    }

    private record OfTenant<V extends View>(TenantId tenant, Versioned<V> view) {}
}
