package io.guanxi.application.internal.engine;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Dated;
import io.guanxi.application.Outcome;
import io.guanxi.application.Sequel;
import io.guanxi.application.schema.SchemaView;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.view.CustomFields;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.schema.Definitions;
import io.guanxi.domain.schema.SetFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Handles commands within a unit of work: reads the aggregate, lets its decider decide, records that, and does what follows. */
final class Handler {

    private final Storage storage;
    private final Features features;
    private final Gate gate;
    private final Aggregates aggregates;
    private final Schemas schemas;
    private final ViewSource views;
    private final Recorder recorder;
    private final Answers answers;
    private final Readers readers;

    Handler(
            Storage storage,
            Features features,
            Gate gate,
            Aggregates aggregates,
            Schemas schemas,
            ViewSource views,
            Recorder recorder,
            Answers answers,
            Readers readers) {
        this.storage = storage;
        this.features = features;
        this.gate = gate;
        this.aggregates = aggregates;
        this.schemas = schemas;
        this.views = views;
        this.recorder = recorder;
        this.answers = answers;
        this.readers = readers;
    }

    /** Asks at once for all that nobody remembers, instead of for each when its turn comes. */
    void lookUp(Stream<Order> orders, Unit unit) {
        Map<TenantId, Map<UUID, Hosted>> wanted = new HashMap<>();
        orders.forEach(order -> order.commands().forEach(each -> {
            Aggregate.Key key = order.call().key(each.command());
            Hosted hosted = features.of(each.command());
            if (aggregates.kept(hosted, key) == null) {
                wanted.computeIfAbsent(key.tenant(), any -> new LinkedHashMap<>())
                        .putIfAbsent(key.id(), hosted);
            }
        }));
        wanted.forEach((tenant, ids) -> {
            if (ids.size() > 1) {
                aggregates
                        .current(tenant, ids)
                        .forEach((id, aggregate) -> unit.put(new Aggregate.Key(tenant, id), aggregate));
            }
        });
    }

    /** Does the commands in order, unless they were done before. */
    List<Outcome> handle(Order order, Unit unit) {
        Call call = order.call();
        List<Outcome> before = call.once() ? answers.before(order.commands(), call, unit) : null;
        if (before != null) {
            return before;
        }
        List<Outcome> outcomes = new ArrayList<>(order.commands().size());
        for (Dated dated : order.commands()) {
            outcomes.add(handle(dated, call, unit));
        }
        if (call.once()) {
            answers.keep(order.commands(), outcomes, call, unit);
        }
        if (call.batch() != null) {
            note(call.batch(), outcomes, call, unit);
        }
        return outcomes;
    }

    private void note(UUID batch, List<Outcome> outcomes, Call call, Unit unit) {
        Set<UUID> changed = outcomes.stream()
                .filter(each -> !each.events().isEmpty())
                .map(each -> each.id().value())
                .collect(ImmutableSet.toImmutableSet());
        if (!changed.isEmpty()) {
            unit.countChange();
            storage.batches().add(call.tenant(), batch, changed, call.now());
        }
    }

    private Outcome handle(Dated dated, Call call, Unit unit) {
        Command command = dated.command();
        Hosted hosted = features.of(command);
        unit.concern(call.key(command));
        gate.requireVisible(hosted, command.aggregateId(), call);
        schemas.requirePossible(command, views, call.tenant());
        CallContext context = call.of(dated);
        gate.askGuards(command, context, call.tenant());
        Decision decision = command instanceof SetFields fields
                ? decide(hosted, hosted.mainView(), fields, call, unit)
                : decide(hosted, command, call, context, unit);
        Decision done = recorder.record(decision, command, call, context, unit);
        unit.put(call.key(command), done.on());
        if (!done.events().isEmpty()) {
            features.sequels(command).forEach(each -> entail(each, dated, call, unit));
        }
        return new Outcome(command.aggregateId(), done.on().version(), done.events());
    }

    private <C extends Command> void entail(Sequel<C> sequel, Dated dated, Call call, Unit unit) {
        Call further = call.withoutExpectation();
        sequel.then()
                .apply(sequel.command().cast(dated.command()), readers.everythingOf(call.tenant()))
                .forEach(each -> handle(dated.with(each), further, unit));
    }

    private Decision decide(Hosted hosted, Command command, Call call, CallContext context, Unit unit) {
        Aggregate.Key key = call.key(command);
        Aggregate here = unit.aggregate(hosted, key);
        if (here != null) {
            return decide(here, command, call, context);
        }
        Aggregate kept = unit.borrowed() ? null : aggregates.kept(hosted, key);
        if (kept != null) {
            Decision perhaps = decideOnTrial(kept, command, call, context);
            if (!perhaps.events().isEmpty()) {
                return perhaps;
            }
        }
        return decide(aggregates.current(hosted, key, kept), command, call, context);
    }

    /** On what may be old. Nothing, if that would turn the command down. */
    private static Decision decideOnTrial(Aggregate kept, Command command, Call call, CallContext context) {
        try {
            return decide(kept, command, call, context);
        } catch (CrmException perhaps) {
            return new Decision(kept, List.of());
        }
    }

    private static Decision decide(Aggregate on, Command command, Call call, CallContext context) {
        requireExpected(command.aggregateId(), on.version(), call);
        return new Decision(on, on.hosted().decide(on.state(), command, context));
    }

    /** What becomes of custom fields depends on the view, which holds them, and on what fields there are. */
    private <V extends View> Decision decide(
            Hosted hosted, @Nullable ViewType<V> type, SetFields command, Call call, Unit unit) {
        Aggregate.Key key = call.key(command);
        Aggregate here = unit.aggregate(hosted, key);
        Aggregate on = here != null
                ? here
                : aggregates.current(hosted, key, unit.borrowed() ? null : aggregates.kept(hosted, key));
        requireExpected(command.aggregateId(), on.version(), call);
        Hosted.requireNotErased(on.state());
        CustomFields<V> fields = requireNonNull(requireNonNull(type).customFields());
        Versioned<V> row = views.byId(type, key.tenant(), key.id());
        if (row == null) {
            throw new CrmException.NotFound(command.aggregateId());
        }
        if (row.version() != on.version()) {
            throw new ConflictException("the view is not that of the aggregate's last event");
        }
        fields.requireOpen(row.view());
        Versioned<SchemaView> schema = schemas.find(views, key.tenant(), hosted.feature());
        Definitions definitions =
                schema == null ? Definitions.NONE : schema.view().fields();
        if (call.scoped()) {
            readers.fieldRights(call.actor(), call.tenant()).requireWritable(command, hosted.feature(), definitions);
        }
        return new Decision(
                on,
                definitions
                        .decide(command, fields.of(row.view()), hosted.feature(), schema == null ? 0 : schema.version())
                        .stream()
                        .<DomainEvent>map(each -> each)
                        .toList());
    }

    private static void requireExpected(AggregateId id, long version, Call call) {
        Long expected = call.expectedVersion();
        if (expected != null && expected != version) {
            throw new CrmException.Stale(id, "it is at version " + version + ", not at " + expected);
        }
    }
}
