package io.guanxi.application.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.DomainEvent;
import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;

/**
 * Axon's own JSON, for tokens and dead letters. A {@link Place} is written as the token that it means. The payload of an event is its row in the log: what is personal in it is sealed, or
 * erased, in both places alike, and it is read by whoever reads the log, as far as that can.
 */
final class EventSerializer extends JacksonSerializer {

    /** No Java class is called so. */
    private static final String ROW = "event ";

    private final Json json;
    private final Codec codec;

    EventSerializer(Json json, Codec codec) {
        super(JacksonSerializer.builder().objectMapper(json.mapper().copy()).lenientDeserialization());
        this.json = json;
        this.codec = codec;
    }

    /** The payload of the event in this row. */
    static <S> SerializedObject<S> serialized(StoredEvent row, Serializer serializer, Class<S> expected) {
        byte[] bytes = serializer.serialize(row, byte[].class).getData();
        SerializedType type = new SimpleSerializedType(ROW + row.name(), Integer.toString(row.revision()));
        return serializer.getConverter().convert(new SimpleSerializedObject<>(bytes, byte[].class, type), expected);
    }

    @Override
    public <T> SerializedObject<T> serialize(Object object, Class<T> expected) {
        if (object instanceof DomainEvent) {
            throw new IllegalStateException("An event is written as its row in the log, and in no other way");
        }
        return super.serialize(object instanceof Place place ? place.stored() : object, expected);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Axon declares it
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        if (!isRow(serialized.getType())) {
            T read = super.deserialize(serialized);
            return read instanceof GapAwareTrackingToken token ? (T) Place.of(token) : read;
        }
        byte[] bytes = getConverter().convert(serialized, byte[].class).getData();
        StoredEvent row = json.read(StoredEvent.class, new String(bytes, UTF_8));
        return (T) codec.reading(List.of(row)).payload(row);
    }

    private static boolean isRow(SerializedType type) {
        return type.getName().startsWith(ROW);
    }

    @Override
    @SuppressWarnings("rawtypes") // as Axon declares it
    public Class classForType(SerializedType type) {
        return isRow(type) ? DomainEvent.class : super.classForType(type);
    }
}
