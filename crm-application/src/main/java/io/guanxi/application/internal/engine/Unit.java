package io.guanxi.application.internal.engine;

import io.guanxi.application.Guard;
import io.guanxi.application.Recorded;
import io.guanxi.application.schema.SchemaView;
import io.guanxi.application.spi.Claims;
import io.guanxi.application.spi.Editions;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the commands of one unit of work have brought about so far. Rows of views are written once, when the unit ends or when
 * somebody asks for more of them than a single row: several commands about one aggregate write one row, and many rows are one batch.
 */
final class Unit {

    private final Editions editions;
    private final Projector projector;
    private final Map<Aggregate.Key, Aggregate> aggregates = new LinkedHashMap<>();
    private final Map<ViewType<?>, Editions.Known> known = new HashMap<>();
    private final Map<ViewType<?>, Map<Aggregate.Key, Versioned<?>>> unwritten = new LinkedHashMap<>();
    private final Map<Sent, Answers.Answer> answers = new HashMap<>();
    private final Map<ViewType<?>, Map<Aggregate.Key, Followed>> beside = new LinkedHashMap<>();
    private final Map<Claims.Claim, Wanted> wanted = new LinkedHashMap<>();
    private final boolean borrowed;
    private boolean claimsTogether;
    private int changes;
    private boolean changesSchemas;
    private boolean committing;
    private final Set<Aggregate.Key> concerned = new HashSet<>();

    Unit(Editions editions, Projector projector, boolean borrowed) {
        this.editions = editions;
        this.projector = projector;
        this.borrowed = borrowed;
    }

    /** Whether it is a part of a transaction whose end is not ours, or not yet. */
    boolean borrowed() {
        return borrowed;
    }

    @Nullable
    Aggregate aggregate(Hosted hosted, Aggregate.Key key) {
        Aggregate found = aggregates.get(key);
        if (found != null && found.version() > 0) {
            hosted.requireOwn(key.id(), found.hosted().feature());
        }
        return found != null && found.hosted() == hosted ? found : null;
    }

    /** Notes that something is decided about it, even if that fails. */
    void concern(Aggregate.Key key) {
        concerned.add(key);
    }

    Set<Aggregate.Key> concerned() {
        return concerned;
    }

    Map<Aggregate.Key, Aggregate> aggregates() {
        return aggregates;
    }

    void put(Aggregate.Key key, Aggregate aggregate) {
        aggregates.put(key, aggregate);
    }

    Answers.@Nullable Answer answer(TenantId tenant, UUID commandId) {
        return answers.get(new Sent(tenant, commandId));
    }

    void put(TenantId tenant, UUID commandId, Answers.Answer answer) {
        answers.put(new Sent(tenant, commandId), answer);
    }

    private record Sent(TenantId tenant, UUID commandId) {}

    /** Whether custom fields have been defined or changed here. */
    boolean changesSchemas() {
        return changesSchemas;
    }

    /** Counts whatever a refusal would leave behind, claims included. */
    int changes() {
        return changes;
    }

    void countChange() {
        changes++;
    }

    /** What is to be claimed with others, and whose refusal it is that somebody else has it. */
    record Wanted(TenantId tenant, Guard.Unique<?> guard) {}

    /** Whether values are claimed all at once when the last command is done; nobody can be told apart then whose was refused. */
    void claimTogether(boolean together) {
        claimsTogether = together;
    }

    boolean claimsTogether() {
        return claimsTogether;
    }

    /** What is still to be claimed. */
    Map<Claims.Claim, Wanted> wanted() {
        return wanted;
    }

    /** Which editions there are: the same answer from the first question to the end. */
    Editions.Known known(ViewType<?> type) {
        return known.computeIfAbsent(type, editions::of);
    }

    void put(ViewType<?> type, Aggregate.Key key, Versioned<?> row) {
        changes++;
        changesSchemas |= type.equals(SchemaView.TYPE);
        unwritten.computeIfAbsent(type, each -> new HashMap<>()).put(key, row);
    }

    /** What has happened to one aggregate and is to be folded into other editions than the one that is read. */
    private record Followed(Hosted hosted, List<Recorded<DomainEvent>> events) {}

    void follow(ViewType<?> type, Aggregate.Key key, Hosted hosted, List<Recorded<DomainEvent>> events) {
        beside.computeIfAbsent(type, each -> new HashMap<>())
                .computeIfAbsent(key, each -> new Followed(hosted, new ArrayList<>()))
                .events()
                .addAll(events);
    }

    @Nullable
    Versioned<?> row(ViewType<?> type, Aggregate.Key key) {
        Map<Aggregate.Key, Versioned<?>> rows = unwritten.get(type);
        return rows == null ? null : rows.get(key);
    }

    /** Whether the transaction has been told to commit: from then on, a failure does not tell whether it has. */
    boolean committing() {
        return committing;
    }

    void markCommitting() {
        committing = true;
    }

    /** Whether rows of such views are not written yet. */
    boolean isUnwritten(ViewType<?> type) {
        return unwritten.containsKey(type);
    }

    /** Writes what is not written yet. */
    void write() {
        unwritten.forEach((type, rows) -> write(type, rows));
        unwritten.clear();
        beside.forEach((type, changed) -> writeBeside(type, changed));
        beside.clear();
    }

    private <V extends View> void write(ViewType<V> type, Map<Aggregate.Key, Versioned<?>> rows) {
        write(type, known(type).read(), rows);
        if (type.isOfEachEvent()) {
            known(type).others().forEach(edition -> write(type, edition, rows));
        }
    }

    private <V extends View> void writeBeside(ViewType<V> type, Map<Aggregate.Key, Followed> changed) {
        for (int edition : known(type).others()) {
            Map<Aggregate.Key, Versioned<?>> rows = new HashMap<>();
            changed.forEach((key, each) -> {
                Versioned<V> row = projector.beside(type, edition, key, each.hosted(), each.events());
                if (row != null) {
                    rows.put(key, row);
                }
            });
            write(type, edition, rows);
        }
    }

    @SuppressWarnings("unchecked") // rows are put under their own type
    private <V extends View> void write(ViewType<V> type, int edition, Map<Aggregate.Key, Versioned<?>> rows) {
        Map<TenantId, List<Versioned<V>>> byTenant = new HashMap<>();
        rows.forEach((key, row) -> byTenant.computeIfAbsent(key.tenant(), each -> new ArrayList<>())
                .add((Versioned<V>) row));
        byTenant.forEach((tenant, each) -> editions.put(type, known(type), edition, tenant, each));
    }
}
