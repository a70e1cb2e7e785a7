package io.guanxi.application.internal.engine;

import io.guanxi.application.Meta;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** One event in its three forms: a row of the log, a message of Axon, and what the rest of the library sees. */
final class Codec {

    private static final String HAPPENED_AT = "happenedAt";
    private static final String ACTOR = "actor";
    private static final String COMMAND_ID = "commandId";
    private static final String COMMAND = "command";
    private static final String RULES = "rules";
    private static final String CORRELATION = "correlation";
    private static final String CAUSE = "cause";

    private final EventNames names;
    private final Json json;
    private final Secrets secrets;

    Codec(EventNames names, Json json, Secrets secrets) {
        this.names = names;
        this.json = json;
        this.secrets = secrets;
    }

    /** Axon knows one string for an aggregate; ours are told apart by tenant too. */
    static String streamId(TenantId tenant, UUID aggregate) {
        return tenant.value() + "/" + aggregate;
    }

    static TenantId tenantOf(String streamId) {
        return new TenantId(streamId.substring(0, streamId.indexOf('/')));
    }

    static UUID aggregateOf(String streamId) {
        return UUID.fromString(streamId.substring(streamId.indexOf('/') + 1));
    }

    /** Axon counts an aggregate's events from 0, the library from 1. */
    DomainEventMessage<DomainEvent> message(DomainEvent event, Meta meta) {
        String streamId = streamId(meta.tenant(), event.aggregateId().value());
        String feature = event instanceof Erased erased
                ? erased.feature()
                : names.of(event.getClass()).feature();
        return message(feature, streamId, event, meta, null);
    }

    /** All that is needed to read these rows is asked for at once. */
    Reading reading(Collection<StoredEvent> rows) {
        return new Reading(secrets.opened(rows));
    }

    /** Rows of the log as events. */
    final class Reading {

        private final Secrets.Opened opened;

        private Reading(Secrets.Opened opened) {
            this.opened = opened;
        }

        Recorded<DomainEvent> recorded(StoredEvent row) {
            DomainEvent event = names.named(row.name())
                    .<DomainEvent>map(entry -> opened.read(entry.type(), row))
                    .orElseGet(() -> new UnknownEvent(new UnknownEvent.UnknownId(row.aggregate()), row.payload()));
            return new Recorded<>(row.name(), event, row.meta());
        }

        /** The row with everything in it that can be read. */
        StoredEvent open(StoredEvent row) {
            return names.named(row.name())
                    .map(entry -> opened.open(entry.type(), row))
                    .orElse(row);
        }

        List<Recorded<DomainEvent>> recorded(List<StoredEvent> rows) {
            List<Recorded<DomainEvent>> events = new ArrayList<>(rows.size());
            rows.forEach(row -> events.add(recorded(row)));
            return events;
        }

        DomainEventMessage<DomainEvent> message(StoredEvent row) {
            String streamId = streamId(row.meta().tenant(), row.aggregate());
            return Codec.message(row.feature(), streamId, recorded(row).event(), row.meta(), row);
        }
    }

    /** For one who may not know of persons, and so without asking for keys. Of what nobody knows the type of, nothing is told. */
    List<Recorded<DomainEvent>> masked(List<StoredEvent> rows) {
        List<Recorded<DomainEvent>> events = new ArrayList<>(rows.size());
        for (StoredEvent row : rows) {
            DomainEvent event = names.named(row.name())
                    .<DomainEvent>map(entry -> secrets.masked(entry.type(), row))
                    .orElseGet(() -> new UnknownEvent(new UnknownEvent.UnknownId(row.aggregate()), "{}"));
            events.add(new Recorded<>(row.name(), event, row.meta()));
        }
        return events;
    }

    /** Rows with everything in them that can be read. */
    List<StoredEvent> open(List<StoredEvent> rows) {
        Reading reading = reading(rows);
        return rows.stream().map(reading::open).toList();
    }

    /** For one whom its payload does not concern, and so without reading it. */
    DomainEventMessage<DomainEvent> unread(StoredEvent row) {
        String streamId = streamId(row.meta().tenant(), row.aggregate());
        DomainEvent event = new UnknownEvent(new UnknownEvent.UnknownId(row.aggregate()), row.payload());
        return new Ours(row.feature(), streamId, new GenericMessage<>(event), row.meta(), row);
    }

    /** The type of the events that are stored under a name. */
    Class<? extends DomainEvent> type(String name) {
        return names.named(name)
                .<Class<? extends DomainEvent>>map(EventNames.Entry::type)
                .orElse(UnknownEvent.class);
    }

    /** A message that still knows what it was made of; a copy that Axon makes of it does not. */
    private static final class Ours extends GenericDomainEventMessage<DomainEvent> {

        private static final long serialVersionUID = 1L;

        private final transient Meta meta;
        private final transient @Nullable StoredEvent row;

        Ours(String feature, String streamId, Message<DomainEvent> message, Meta meta, @Nullable StoredEvent row) {
            super(feature, streamId, meta.sequence() - 1, message, meta.recordedAt());
            this.meta = meta;
            this.row = row;
        }

        /** A dead letter holds what the log holds, and so nothing that can be read after an erasure. */
        @Override
        public <S> SerializedObject<S> serializePayload(Serializer serializer, Class<S> expected) {
            return row == null
                    ? super.serializePayload(serializer, expected)
                    : EventSerializer.serialized(row, serializer, expected);
        }
    }

    private static DomainEventMessage<DomainEvent> message(
            String feature, String streamId, DomainEvent event, Meta meta, @Nullable StoredEvent row) {
        Map<String, String> metaData = new HashMap<>();
        metaData.put(HAPPENED_AT, meta.happenedAt().toString());
        metaData.put(ACTOR, meta.actor());
        metaData.put(COMMAND_ID, meta.commandId().toString());
        metaData.put(COMMAND, meta.command());
        metaData.put(RULES, Integer.toString(meta.rules()));
        metaData.put(CORRELATION, meta.correlation().toString());
        if (meta.cause() != null) {
            metaData.put(CAUSE, meta.cause());
        }
        String identifier = streamId + "/" + meta.sequence();
        return new Ours(feature, streamId, new GenericMessage<>(identifier, event, metaData), meta, row);
    }

    /** The rows to be stored, what is personal in them sealed. */
    List<StoredEvent> rows(List<? extends EventMessage<?>> messages) {
        return secrets.sealed(
                messages.stream().map(each -> row((DomainEventMessage<?>) each)).toList());
    }

    private StoredEvent row(DomainEventMessage<?> message) {
        DomainEvent event = (DomainEvent) message.getPayload();
        EventNames.Entry entry = names.of(event.getClass());
        return new StoredEvent(
                0,
                message.getType(),
                event.aggregateId().value(),
                entry.name(),
                entry.revision(),
                json.write(event),
                meta(message));
    }

    Recorded<DomainEvent> recorded(DomainEventMessage<?> message) {
        DomainEvent event = (DomainEvent) message.getPayload();
        String name = event instanceof UnknownEvent
                ? message.getType() + ".unknown"
                : names.of(event.getClass()).name();
        return new Recorded<>(name, event, meta(message));
    }

    /** Several rows, read together. */
    List<Recorded<DomainEvent>> recorded(List<StoredEvent> rows) {
        return reading(rows).recorded(rows);
    }

    /** One row; several are better {@linkplain #recorded(List) read together}. */
    Recorded<DomainEvent> recorded(StoredEvent row) {
        return reading(List.of(row)).recorded(row);
    }

    static Meta meta(DomainEventMessage<?> message) {
        if (message instanceof Ours ours) {
            return ours.meta;
        }
        MetaData metaData = message.getMetaData();
        return new Meta(
                tenantOf(message.getAggregateIdentifier()),
                message.getSequenceNumber() + 1,
                Instant.parse(text(metaData, HAPPENED_AT)),
                message.getTimestamp(),
                text(metaData, ACTOR),
                UUID.fromString(text(metaData, COMMAND_ID)),
                text(metaData, COMMAND),
                Integer.parseInt(text(metaData, RULES)),
                UUID.fromString(text(metaData, CORRELATION)),
                (@Nullable String) metaData.get(CAUSE));
    }

    private static String text(MetaData metaData, String key) {
        Object value = metaData.get(key);
        if (value == null) {
            throw new IllegalStateException("An event lacks " + key);
        }
        return (String) value;
    }
}
