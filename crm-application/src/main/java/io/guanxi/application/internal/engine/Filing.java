package io.guanxi.application.internal.engine;

import io.guanxi.application.CrmSession;
import io.guanxi.application.Recorded;
import io.guanxi.application.privacy.PersonFile;
import io.guanxi.application.privacy.PersonFile.Part;
import io.guanxi.application.privacy.PersonFile.Seen;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Puts together what is held about a person, as one actor sees it: by the same questions that the actor could ask. */
record Filing(RunningCrm crm, CrmSession session, TenantId tenant) {

    PersonFile of(AggregateId person, String reason) {
        Set<UUID> ids = new LinkedHashSet<>(List.of(person.value()));
        ids.addAll(crm.engine().belongings().of(tenant, person));
        List<Part> parts = new ArrayList<>();
        int withheld = 0;
        for (UUID id : ids) {
            Part part = part(id);
            withheld += part == null ? 1 : 0;
            if (part != null) {
                parts.add(part);
            }
        }
        List<TimelineEntry> timeline = new ArrayList<>();
        if (person instanceof CustomerId customer && session.has(TimelineEntry.TYPE)) {
            session.views(TimelineEntry.TYPE).forEach(TimelineEntry.of(customer), timeline::add);
        }
        return new PersonFile(person.value(), crm.now(), reason, parts, timeline, mentions(person, ids), withheld);
    }

    /** Null where the actor may not see it. */
    private @org.jspecify.annotations.Nullable Part part(UUID id) {
        List<StoredEvent> first = crm.parts().storage().log().ofAggregate(tenant, id, 0, 1);
        Hosted hosted = first.isEmpty()
                ? null
                : crm.engine().features().byName().get(first.get(0).feature());
        ViewType<?> main = hosted == null ? null : hosted.mainView();
        if (hosted == null || main == null) {
            return null;
        }
        AggregateId identity = new Erased.Subject(id);
        try {
            if (session.views(main).byId(identity).isEmpty()) {
                return null;
            }
            List<Seen> seen = new ArrayList<>();
            for (ViewType<?> type : hosted.views()) {
                if (!type.isOfEachEvent()) {
                    see(type, identity, seen);
                }
            }
            List<Recorded<?>> history = session.history(identity);
            return new Part(hosted.feature(), id, seen, history);
        } catch (CrmException.Forbidden unseen) {
            return null;
        }
    }

    private void see(ViewType<?> type, AggregateId identity, List<Seen> seen) {
        try {
            session.views(type).byId(identity).ifPresent(view -> seen.add(new Seen(type.name(), view)));
        } catch (CrmException.Forbidden unseen) {
            // others of its views may be seen
        }
    }

    /** Where else the person is named. */
    private List<PersonFile.Mention> mentions(AggregateId person, Set<UUID> own) {
        List<PersonFile.Mention> found = new ArrayList<>();
        for (ViewType<?> type : crm.engine().features().types()) {
            if (!type.equals(TimelineEntry.TYPE)) {
                mentions(type, person, own, found);
            }
        }
        return found;
    }

    private <V extends View> void mentions(
            ViewType<V> type, AggregateId person, Set<UUID> own, List<PersonFile.Mention> found) {
        type.attributes().values().forEach(each -> {
            if (each instanceof Reference<V, ?> reference && reference.idType().isInstance(person)) {
                Filter<V> naming = reference.isId(person.value());
                try {
                    session.views(type).forEach(naming, view -> {
                        UUID id = view.id().value();
                        if (!own.contains(id)) {
                            found.add(new PersonFile.Mention(type.name(), id, reference.name()));
                        }
                    });
                } catch (CrmException.Forbidden unseen) {
                    // what the actor may not see at all is not told of
                }
            }
        });
    }
}
