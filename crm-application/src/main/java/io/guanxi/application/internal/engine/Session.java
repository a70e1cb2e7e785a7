package io.guanxi.application.internal.engine;

import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.Erasure;
import io.guanxi.application.Outcome;
import io.guanxi.application.Recorded;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One actor at work.
 *
 * @param happenedAt the business time of what is executed; null for now
 * @param hosts the host's connection whose transaction is joined; null for transactions of our own
 */
record Session(
        RunningCrm crm,
        Actor actor,
        TenantId tenant,
        @Nullable Instant happenedAt,
        @Nullable Connection hosts) implements CrmSession {

    @Override
    public Outcome execute(Command command) {
        return RunningCrm.single(run(dated(List.of(command)), null));
    }

    @Override
    public Outcome execute(Command command, long expectedVersion) {
        return RunningCrm.single(run(dated(List.of(command)), expectedVersion));
    }

    @Override
    public List<Outcome> executeAll(List<? extends Command> commands) {
        return executeDated(dated(commands));
    }

    @Override
    public List<Outcome> executeDated(List<Dated> commands) {
        return commands.isEmpty() ? List.of() : run(commands, null);
    }

    private List<Dated> dated(List<? extends Command> commands) {
        Instant at = happenedAt == null ? crm.parts().clock().instant() : happenedAt;
        return commands.stream().map(each -> new Dated(each, at)).toList();
    }

    @Override
    public CompletableFuture<Outcome> executeAsync(Command command) {
        if (hosts != null) {
            throw new IllegalStateException("A transaction of the host belongs to its thread; execute(…) there");
        }
        return crm.engine().submit(dated(List.of(command)).get(0), call(null));
    }

    private List<Outcome> run(List<Dated> commands, @Nullable Long expectedVersion) {
        Call call = call(expectedVersion);
        return crm.inside(hosts, () -> crm.engine().execute(commands, call, hosts != null));
    }

    private Call call(@Nullable Long expectedVersion) {
        Instant now = crm.parts().clock().instant();
        UUID id = UUID.randomUUID();
        return new Call(tenant, actor, now, crm.parts().zone(), id, id, null, true, expectedVersion);
    }

    @Override
    public <V extends View> Views<V> views(ViewType<V> type) {
        crm.engine().requireKnown(type);
        Authorizer authorizer = crm.parts().authorizer();
        Views<V> views = new ScopedViews<>(
                crm.engine().views(), tenant, new ScopedViews.Scope(actor, authorizer), type, List.of());
        return hosts == null ? views : new Inside<>(this, views);
    }

    @Override
    public boolean has(ViewType<?> type) {
        return crm.engine().knows(type);
    }

    @Override
    public List<Recorded<?>> history(AggregateId id) {
        if (!crm.parts().authorizer().mayReadHistory(actor)) {
            throw new CrmException.Forbidden(actor, "read histories");
        }
        requireSeen(id);
        List<Recorded<?>> history = crm.inside(hosts, () -> crm.history(tenant, id.value()));
        if (history.isEmpty()) {
            throw new CrmException.NotFound(id);
        }
        return history;
    }

    private void requireSeen(AggregateId id) {
        crm.parts().features().stream()
                .flatMap(feature -> feature.views().stream().limit(1))
                .filter(type -> type.id().idType().isInstance(id))
                .forEach(type -> {
                    if (views(type).byId(id).isEmpty()) {
                        throw new CrmException.NotFound(id);
                    }
                });
    }

    @Override
    public List<Erasure> erase(AggregateId id, String reason) {
        String checked = Check.text("reason", reason, 200);
        return crm.inside(hosts, () -> crm.erase(id, checked, call(null), hosts != null));
    }

    @Override
    public Optional<Erasure> erasure(AggregateId id) {
        requireSeen(id);
        return crm.inside(hosts, () -> crm.engine().eraser().find(tenant, id.value()));
    }

    @Override
    public CrmSession at(Instant instant) {
        return new Session(crm, actor, tenant, instant, hosts);
    }

    /** Views as the host's open transaction sees them. */
    private record Inside<V extends View>(Session session, Views<V> views) implements Views<V> {

        @Override
        public Optional<V> byId(AggregateId id) {
            return session.crm.inside(session.hosts, () -> views.byId(id));
        }

        @Override
        public Optional<Versioned<V>> versioned(AggregateId id) {
            return session.crm.inside(session.hosts, () -> views.versioned(id));
        }

        @Override
        public Page<V> find(Filter<V> filter, PageRequest<V> page) {
            return session.crm.inside(session.hosts, () -> views.find(filter, page));
        }

        @Override
        public long count(Filter<V> filter) {
            return session.crm.inside(session.hosts, () -> views.count(filter));
        }

        @Override
        public List<Group> group(Filter<V> filter, Grouping<V> grouping) {
            return session.crm.inside(session.hosts, () -> views.group(filter, grouping));
        }

        @Override
        public Views<V> with(ViewType<?>... related) {
            return new Inside<>(session, views.with(related));
        }
    }
}
