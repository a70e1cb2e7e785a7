package io.guanxi.application.internal.engine;

import io.guanxi.application.Meta;
import io.guanxi.application.Recorded;
import io.guanxi.application.Upcaster;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.EventOfAnyFeature;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
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
    private static final Pattern FIRST_OF_ALL = Pattern.compile("(\\.0)+$");

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
        String feature = event instanceof EventOfAnyFeature any
                ? any.feature()
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

        /** One event, as a rule; several or none, if an upcaster says so. */
        List<Recorded<DomainEvent>> recorded(StoredEvent row) {
            EventNames.Entry entry = names.of(row);
            if (entry == null) {
                return List.of(new Recorded<>(row.name(), new UnknownEvent(row, opened.read(row)), row.meta()));
            }
            return upcast(entry, opened.read(entry.type(), row), row.aggregate(), row.meta());
        }

        /** The row with everything in it that can be read. */
        StoredEvent open(StoredEvent row) {
            EventNames.Entry entry = names.of(row);
            return opened.open(entry == null ? null : entry.type(), row);
        }

        List<Recorded<DomainEvent>> recorded(List<StoredEvent> rows) {
            List<Recorded<DomainEvent>> events = new ArrayList<>(rows.size());
            rows.forEach(row -> events.addAll(recorded(row)));
            return events;
        }

        DomainEventMessage<DomainEvent> message(StoredEvent row) {
            String streamId = streamId(row.meta().tenant(), row.aggregate());
            return Codec.message(row.feature(), streamId, payload(row), row.meta(), row);
        }

        /** One event, whatever the row is read as. */
        DomainEvent payload(StoredEvent row) {
            List<Recorded<DomainEvent>> events = recorded(row);
            return events.size() == 1 && events.get(0).part().isEmpty()
                    ? events.get(0).event()
                    : new Facts(new UnknownEvent.UnknownId(row.aggregate()), events);
        }
    }

    /** What was stored, in the shapes of today. */
    private List<Recorded<DomainEvent>> upcast(EventNames.Entry entry, Object stored, UUID aggregate, Meta meta) {
        if (entry.upcaster() == null) {
            return List.of(new Recorded<>(entry.name(), (DomainEvent) stored, meta));
        }
        List<Recorded<DomainEvent>> events = new ArrayList<>();
        try {
            upcast((Record) stored, "", (way, event) -> {
                if (!event.aggregateId().value().equals(aggregate)) {
                    throw new IllegalStateException(event.getClass() + " is about another aggregate");
                }
                String part = FIRST_OF_ALL.matcher(way).replaceFirst("");
                events.add(new Recorded<>(names.of(event.getClass()).name(), event, meta, part));
            });
        } catch (RuntimeException failed) {
            throw new IllegalStateException(
                    "The upcaster from " + entry + " fails at event " + meta.sequence() + " of " + aggregate, failed);
        }
        return events;
    }

    /**
     * Follows the upcasters to events.
     *
     * @param way which part was taken at each of them that has several: a later change of one part leaves the names of the others
     */
    private void upcast(Record read, String way, BiConsumer<String, DomainEvent> end) {
        Upcaster<?> upcaster = names.of(read.getClass()).upcaster();
        if (upcaster == null) {
            end.accept(way, (DomainEvent) read);
            return;
        }
        for (int i = 0; i < upcaster.parts().size(); i++) {
            Record next = upcaster.read(i, read);
            if (next != null) {
                upcast(next, upcaster.parts().size() == 1 ? way : way + "." + i, end);
            }
        }
    }

    /** For one who may not know of persons, and so without asking for keys. Of what nobody knows the type of, nothing is told. */
    List<Recorded<DomainEvent>> masked(StoredEvent row) {
        EventNames.Entry entry = names.of(row);
        if (entry == null) {
            return List.of(new Recorded<>(row.name(), new UnknownEvent(row.withPayload("{}"), "{}"), row.meta()));
        }
        List<Recorded<DomainEvent>> events =
                upcast(entry, secrets.masked(entry.type(), row), row.aggregate(), row.meta());
        return entry.upcaster() == null
                ? events
                : events.stream().map(this::masked).toList();
    }

    /** As one sees it who may not read data of these kinds. Of what nobody knows the type of, nothing is told. */
    @SuppressWarnings("unchecked") // of the same class
    Recorded<?> masked(Recorded<?> recorded, Set<Personal.Kind> kinds) {
        DomainEvent event = recorded.event();
        DomainEvent shown = event instanceof UnknownEvent unknown
                ? new UnknownEvent(unknown.row().withPayload("{}"), "{}")
                : secrets.masked((Class<DomainEvent>) event.getClass(), event, kinds);
        return new Recorded<>(recorded.name(), shown, recorded.meta(), recorded.part());
    }

    Secrets secrets() {
        return secrets;
    }

    /** What is personal in today's shape may not have been so in the older one. */
    private Recorded<DomainEvent> masked(Recorded<DomainEvent> upcast) {
        return new Recorded<>(upcast.name(), masked(upcast.event()), upcast.meta(), upcast.part());
    }

    @SuppressWarnings("unchecked") // of the same class
    private <E extends DomainEvent> E masked(E event) {
        return secrets.masked((Class<E>) event.getClass(), event);
    }

    /** Rows with everything in them that can be read. */
    List<StoredEvent> open(List<StoredEvent> rows) {
        Reading reading = reading(rows);
        return rows.stream().map(reading::open).toList();
    }

    /** For one whom its payload does not concern, and so without reading it. */
    DomainEventMessage<DomainEvent> unread(StoredEvent row) {
        String streamId = streamId(row.meta().tenant(), row.aggregate());
        DomainEvent event = new Facts(new UnknownEvent.UnknownId(row.aggregate()), List.of());
        return new Ours(row.feature(), streamId, new GenericMessage<>(event), row.meta(), row);
    }

    EventNames names() {
        return names;
    }

    /** Fails if a row holds what this build cannot read. */
    void requireReadable(StoredEvent row) {
        if (names.of(row) == null) {
            throw UnknownEvent.refused(row);
        }
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

    /** Whether a message's payload is an event as it is, and nothing that is still to be read. */
    boolean isOneOfToday(Object payload) {
        return !(payload instanceof Facts)
                && !(payload instanceof UnknownEvent)
                && names.of(payload.getClass()).upcaster() == null;
    }

    /** What another version could not read, or has read in its own shape, is read as this one does. */
    List<Recorded<DomainEvent>> recorded(DomainEventMessage<?> message) {
        DomainEvent event = (DomainEvent) message.getPayload();
        if (event instanceof Facts facts) {
            return facts.events();
        }
        if (event instanceof UnknownEvent unknown) {
            return names.of(unknown.row()) == null
                    ? List.of(new Recorded<>(unknown.row().name(), event, meta(message)))
                    : recorded(unknown.row());
        }
        return upcast(names.of(event.getClass()), event, event.aggregateId().value(), meta(message));
    }

    /** Several rows, read together. */
    List<Recorded<DomainEvent>> recorded(List<StoredEvent> rows) {
        return reading(rows).recorded(rows);
    }

    /** One row; several are better {@linkplain #recorded(List) read together}. */
    List<Recorded<DomainEvent>> recorded(StoredEvent row) {
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
