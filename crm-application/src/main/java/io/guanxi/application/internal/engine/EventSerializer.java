package io.guanxi.application.internal.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;

/** Axon's own JSON, for tokens and dead letters; events keep the names that they have in the log. */
final class EventSerializer extends JacksonSerializer {

    private final EventNames names;

    EventSerializer(ObjectMapper mapper, EventNames names) {
        super(JacksonSerializer.builder().objectMapper(mapper).lenientDeserialization());
        this.names = names;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as Axon declares it
    public SerializedType typeForClass(Class type) {
        if (type != null && io.guanxi.domain.kernel.DomainEvent.class.isAssignableFrom(type)) {
            EventNames.Entry entry = names.of(type);
            return new SimpleSerializedType(entry.name(), Integer.toString(entry.revision()));
        }
        return super.typeForClass(type);
    }

    @Override
    @SuppressWarnings("rawtypes") // as Axon declares it
    public Class classForType(SerializedType type) {
        return names.named(type.getName()).<Class>map(EventNames.Entry::type).orElseGet(() -> super.classForType(type));
    }
}
