package io.guanxi.application.spi;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.google.common.base.CaseFormat;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.CrmException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which records become JSON and back, for stored events, views and the wire:
 *
 * <ul>
 *   <li>a record whose only component is called {@code value} (an id, an e-mail address) is that value;
 *   <li>a record of a sealed interface says which by {@code kind}, in kebab case;
 *   <li>money is {@code {"amount": 12.50, "currency": "EUR"}};
 *   <li>times are ISO 8601; absent values are left out.
 * </ul>
 */
public final class Json {

    /** Made when it is asked for first, and in one thread: it takes a fifth of a second in a fresh JVM. */
    private final Supplier<JsonMapper> mapper = Suppliers.memoize(Json::made);

    private static JsonMapper made() {
        return JsonMapper.builder()
                .disable(MapperFeature.DEFAULT_VIEW_INCLUSION)
                .annotationIntrospector(new SealedKinds())
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .addModule(new Values())
                .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .defaultTimeZone(TimeZone.getTimeZone("UTC"))
                .build();
    }

    /** The mapper itself, for adapters that stream. */
    public ObjectMapper mapper() {
        return requireNonNull(mapper.get());
    }

    public String write(Object value) {
        try {
            return mapper().writeValueAsString(value);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Cannot write " + value.getClass().getName(), broken);
        }
    }

    /** Reads what {@link #write} wrote. */
    public <T> T read(Class<T> type, String json) {
        try {
            return mapper().readValue(json, type);
        } catch (JsonProcessingException broken) {
            broken.clearLocation();
            throw new IllegalStateException("Cannot read a stored " + type.getName(), broken);
        }
    }

    /** Whether it is a record that is written as the one value that it has. */
    public static boolean isSingleValue(Class<?> type) {
        return Values.single(type).isPresent();
    }

    /** The simple name of a record as its kind: {@code WaitingForCustomer} is {@code waiting-for-customer}. */
    public static String kindOf(Class<?> type) {
        return CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_HYPHEN, type.getSimpleName());
    }

    /** Declared as a sealed interface, a value says of which kind it is; declared as a record, it need not. */
    private static final class SealedKinds extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
            if (annotated.getRawType().isSealed() && annotated.getRawType().isInterface()) {
                return JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "kind", null, false, true, null);
            }
            return super.findPolymorphicTypeInfo(config, annotated);
        }

        @Override
        public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
            Class<?> type = annotated.getRawType();
            return type.isSealed() && type.isInterface()
                    ? Stream.of(type.getPermittedSubclasses())
                            .map(each -> new NamedType(each, kindOf(each)))
                            .toList()
                    : super.findSubtypes(annotated);
        }
    }

    private static final class Values extends SimpleModule {

        private static final long serialVersionUID = 1L;

        private Values() {
            super("guanxi");
            addSerializer(Money.class, new MoneySerializer());
            addDeserializer(Money.class, new MoneyDeserializer());
            addSerializer(CurrencyUnit.class, ToStringSerializer.instance);
            addKeySerializer(AggregateId.class, new IdAsKey());
        }

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.addKeyDeserializers((type, config, bean) ->
                    AggregateId.class.isAssignableFrom(type.getRawClass()) ? new KeyAsId(type.getRawClass()) : null);
            context.addBeanSerializerModifier(new com.fasterxml.jackson.databind.ser.BeanSerializerModifier() {
                private static final long serialVersionUID = 1L;

                @Override
                public JsonSerializer<?> modifySerializer(
                        com.fasterxml.jackson.databind.SerializationConfig config,
                        BeanDescription bean,
                        JsonSerializer<?> serializer) {
                    return single(bean.getBeanClass())
                            .<JsonSerializer<?>>map(SingleSerializer::new)
                            .orElse(serializer);
                }
            });
            context.addBeanDeserializerModifier(new com.fasterxml.jackson.databind.deser.BeanDeserializerModifier() {
                private static final long serialVersionUID = 1L;

                @Override
                public JsonDeserializer<?> modifyDeserializer(
                        DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
                    return single(bean.getBeanClass())
                            .<JsonDeserializer<?>>map(value -> new SingleDeserializer(bean.getBeanClass(), value))
                            .orElse(deserializer);
                }
            });
        }

        private static Optional<RecordComponent> single(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            return components != null && components.length == 1 && "value".equals(components[0].getName())
                    ? Optional.of(components[0])
                    : Optional.empty();
        }
    }

    private static final class SingleSerializer extends JsonSerializer<Object> {

        private final Method accessor;

        private SingleSerializer(RecordComponent component) {
            accessor = component.getAccessor();
            accessor.setAccessible(true); // a feature may keep its values to its package
        }

        @Override
        public void serialize(Object record, JsonGenerator json, SerializerProvider serializers) throws IOException {
            try {
                serializers.defaultSerializeValue(accessor.invoke(record), json);
            } catch (ReflectiveOperationException broken) {
                throw new IOException(broken);
            }
        }
    }

    /** Cachable, as is said of every one here: else Jackson makes those of all types that contain it anew, with each value. */
    private static final class SingleDeserializer extends JsonDeserializer<Object> {

        private final Type component;
        private final Constructor<?> constructor;
        private volatile @Nullable JsonDeserializer<Object> ofComponent;

        private SingleDeserializer(Class<?> type, RecordComponent component) {
            this.component = component.getGenericType();
            try {
                constructor = type.getDeclaredConstructor(component.getType());
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(impossible);
            }
            constructor.setAccessible(true);
        }

        @Override
        public boolean isCachable() {
            return true;
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
            JsonDeserializer<Object> deserializer = ofComponent;
            if (deserializer == null) {
                deserializer = context.findRootValueDeserializer(context.constructType(component));
                ofComponent = deserializer;
            }
            Object value = deserializer.deserialize(json, context);
            try {
                return constructor.newInstance(value);
            } catch (java.lang.reflect.InvocationTargetException refused) {
                if (refused.getCause() instanceof CrmException.Invalid invalid) {
                    throw invalid;
                }
                throw new IOException(refused.getCause());
            } catch (ReflectiveOperationException broken) {
                throw new IOException(broken);
            }
        }
    }

    private static final class IdAsKey extends JsonSerializer<AggregateId> {

        @Override
        public void serialize(AggregateId id, JsonGenerator json, SerializerProvider serializers) throws IOException {
            json.writeFieldName(id.value().toString());
        }
    }

    private static final class KeyAsId extends KeyDeserializer {

        private final Class<?> type;

        private KeyAsId(Class<?> type) {
            this.type = type;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            return context.readTreeAsValue(context.getNodeFactory().textNode(key), type);
        }
    }

    private static final class MoneySerializer extends JsonSerializer<Money> {

        @Override
        public void serialize(Money money, JsonGenerator json, SerializerProvider serializers) throws IOException {
            json.writeStartObject();
            json.writeNumberField("amount", money.getAmount());
            json.writeStringField("currency", money.getCurrencyUnit().getCode());
            json.writeEndObject();
        }
    }

    private static final class MoneyDeserializer extends JsonDeserializer<Money> {

        @Override
        public boolean isCachable() {
            return true;
        }

        @Override
        public Money deserialize(JsonParser json, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(json);
            BigDecimal amount = node.path("amount").decimalValue();
            return Money.of(CurrencyUnit.of(node.path("currency").asText()), amount);
        }
    }
}
