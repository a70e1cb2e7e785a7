package io.guanxi.application.internal.engine;

import io.guanxi.application.Meta;
import io.guanxi.application.Recorded;
import io.guanxi.application.schema.SchemaView;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.view.Versioned;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.schema.FieldsSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** Makes of what was decided what is stored: events in the log, rows of views, and what custom fields come to. */
final class Recorder {

    private final EventStore events;
    private final Codec codec;
    private final Projector projector;
    private final States states;
    private final Schemas schemas;
    private final ViewSource views;

    Recorder(EventStore events, Codec codec, Projector projector, States states, Schemas schemas, ViewSource views) {
        this.events = events;
        this.codec = codec;
        this.projector = projector;
        this.states = states;
        this.schemas = schemas;
        this.views = views;
    }

    /** @return all that has happened by it, and the aggregate as it is after that */
    Decision record(Decision decision, Command command, Call call, CallContext context, Unit unit) {
        if (decision.events().isEmpty()) {
            return decision;
        }
        Decision whole = decision.on().version() == 0 ? withInitialFields(decision, command, call, unit) : decision;
        Versioned<SchemaView> schema = schema(whole.on().hosted(), call, unit);
        if (schema == null || !Schemas.isAsked(schema.view().fields())) {
            return new Decision(published(whole, command, call, context, unit), whole.events());
        }
        Aggregate before = projector.knowing(whole.on(), call.key(command), unit);
        Aggregate after = published(new Decision(before, whole.events()), command, call, context, unit);
        Optional<FieldsSet> computed = schemas.after(before, after, schema);
        if (computed.isEmpty()) {
            return new Decision(after, whole.events());
        }
        List<DomainEvent> more = List.of(computed.get());
        List<DomainEvent> all = new ArrayList<>(whole.events());
        all.addAll(more);
        return new Decision(published(new Decision(after, more), command, call, context, unit), all);
    }

    /** What becomes known has the initial values of its feature's fields from its first command on. */
    private Decision withInitialFields(Decision born, Command command, Call call, Unit unit) {
        Hosted hosted = born.on().hosted();
        Versioned<SchemaView> schema = schema(hosted, call, unit);
        if (schema == null) {
            return born;
        }
        List<DomainEvent> events = new ArrayList<>(born.events());
        schema.view()
                .fields()
                .initial(command.aggregateId(), hosted.feature(), schema.version())
                .ifPresent(events::add);
        return new Decision(born.on(), events);
    }

    /** Null if nobody has defined fields of such things. */
    private @Nullable Versioned<SchemaView> schema(Hosted hosted, Call call, Unit unit) {
        if (!schemas.has(hosted)) {
            return null;
        }
        return unit.changesSchemas()
                ? schemas.find(views, call.tenant(), hosted.feature())
                : schemas.seen(views, call.tenant(), hosted.feature());
    }

    private Aggregate published(Decision decision, Command command, Call call, CallContext context, Unit unit) {
        Aggregate before = decision.on();
        List<Recorded<DomainEvent>> recorded = new ArrayList<>();
        List<DomainEventMessage<DomainEvent>> messages = new ArrayList<>();
        Object state = before.state();
        long sequence = before.version();
        for (DomainEvent event : decision.events()) {
            DomainEventMessage<DomainEvent> message =
                    codec.message(event, meta(before.hosted(), command, call, context, ++sequence));
            messages.add(message);
            recorded.addAll(codec.recorded(message));
            state = before.hosted().evolve(state, event);
        }
        Aggregate.Key key = call.key(command);
        var after = projector.follow(before, key, recorded, sequence, unit);
        events.publish(messages);
        Aggregate now = new Aggregate(before.hosted(), state, sequence, after);
        if (states.isDue(before, now)) {
            CurrentUnitOfWork.get().onPrepareCommit(behindTheEvents -> states.put(key, now));
        }
        return now;
    }

    static Meta meta(Hosted hosted, Command command, Call call, CallContext context, long sequence) {
        return new Meta(
                call.tenant(),
                sequence,
                context.at(),
                context.recordedAt(),
                context.actor().id(),
                call.commandId(),
                hosted.nameOf(command),
                hosted.rules(),
                call.correlation(),
                call.cause());
    }
}
