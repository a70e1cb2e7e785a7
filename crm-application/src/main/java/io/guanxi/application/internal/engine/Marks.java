package io.guanxi.application.internal.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import io.guanxi.application.spi.Json;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.Personal;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where personal data stands in the JSON of a type, by its marks {@link Personal}, and what stands there after an erasure. */
sealed interface Marks {

    /** The value as a whole is personal. */
    record Whole(JsonNode erased, Personal.Kind kind) implements Marks {}

    /** A record with these components that are or hold something personal. */
    record Components(ImmutableMap<String, Marks> byName) implements Marks {

        /** Nothing is personal. */
        static final Components NONE = new Components(ImmutableMap.of());
    }

    /** A sealed interface whose records are told apart by their kind. */
    record Kinds(ImmutableMap<String, Marks> byName) implements Marks {}

    /** A collection or a map of values that hold something personal. */
    record Elements(Marks each) implements Marks {}

    /** What is personal of one component of the value that is written as this object. */
    default Marks component(String name, JsonNode object) {
        if (this instanceof Components components) {
            return at(components.byName(), name);
        }
        if (this instanceof Kinds kinds) {
            return at(kinds.byName(), object.path("kind").asText()).component(name, object);
        }
        return element();
    }

    default Marks element() {
        return this instanceof Elements elements ? elements.each() : Components.NONE;
    }

    private static Marks at(Map<String, Marks> marks, String name) {
        return marks.getOrDefault(name, Components.NONE);
    }

    /** @throws IllegalStateException if something is marked for which nothing can stand after an erasure */
    static Marks of(Class<?> type, ObjectMapper mapper) {
        return new Reader(mapper).read(type, null);
    }

    /** Follows the components of records. */
    final class Reader {

        private final ObjectMapper mapper;
        private final Set<Class<?>> inside = new HashSet<>();

        private Reader(ObjectMapper mapper) {
            this.mapper = mapper;
        }

        /** @param marked as what it is marked; null if it is not */
        private Marks read(Type type, Personal.@Nullable Kind marked) {
            Class<?> raw = raw(type);
            Marks found = Components.NONE;
            if (type instanceof ParameterizedType generic && isOfMany(raw)) {
                Type[] arguments = generic.getActualTypeArguments();
                Marks each = read(arguments[arguments.length - 1], null);
                found = each.equals(Components.NONE) ? Components.NONE : new Elements(each);
            } else if (raw.isRecord() && inside.add(raw)) {
                found = record(raw, marked);
                inside.remove(raw);
            } else if (raw.isSealed() && raw.isInterface()) {
                found = kinds(raw, marked);
            }
            return marked != null && found.equals(Components.NONE) ? new Whole(erased(raw), marked) : found;
        }

        private static Class<?> raw(Type type) {
            if (type instanceof ParameterizedType generic) {
                return raw(generic.getRawType());
            }
            return type instanceof Class<?> plain ? plain : Object.class;
        }

        private static boolean isOfMany(Class<?> raw) {
            return Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw) || raw == Optional.class;
        }

        private Marks record(Class<?> type, Personal.@Nullable Kind marked) {
            if (Json.isSingleValue(type) || constant(type) != null) {
                Personal.Kind kind = kind(components(type, null), marked);
                return kind == null ? Components.NONE : new Whole(erased(type), kind);
            }
            Marks found = components(type, null);
            return marked != null && found.equals(Components.NONE) ? components(type, marked) : found;
        }

        /** A value knows best what it is; then whoever has it. */
        private static Personal.@Nullable Kind kind(Components inside, Personal.@Nullable Kind marked) {
            return inside.byName().values().stream()
                    .map(each -> each instanceof Whole whole ? whole.kind() : Personal.Kind.TEXT)
                    .findFirst()
                    .orElse(marked);
        }

        /** @param all as what all of them are marked; null to look at each */
        private Components components(Class<?> type, Personal.@Nullable Kind all) {
            ImmutableMap.Builder<String, Marks> found = ImmutableMap.builder();
            for (RecordComponent each : type.getRecordComponents()) {
                @Nullable Personal mark = each.getAnnotation(Personal.class);
                Marks marks = read(each.getGenericType(), mark == null ? all : mark.value());
                if (!marks.equals(Components.NONE)) {
                    found.put(each.getName(), marks);
                }
            }
            return new Components(found.build());
        }

        private Marks kinds(Class<?> type, Personal.@Nullable Kind marked) {
            ImmutableMap.Builder<String, Marks> found = ImmutableMap.builder();
            for (Class<?> each : type.getPermittedSubclasses()) {
                Marks marks = read(each, marked);
                if (!marks.equals(Components.NONE)) {
                    found.put(Json.kindOf(each), marks);
                }
            }
            ImmutableMap<String, Marks> kinds = found.build();
            return kinds.isEmpty() ? Components.NONE : new Kinds(kinds);
        }

        private JsonNode erased(Class<?> type) {
            Object constant = constant(type);
            if (constant != null) {
                return mapper.valueToTree(constant);
            }
            if (Collection.class.isAssignableFrom(type)) {
                return mapper.createArrayNode();
            }
            if (Map.class.isAssignableFrom(type)) {
                return mapper.createObjectNode();
            }
            JsonNode text = mapper.getNodeFactory().textNode(Erased.TEXT);
            if (type == String.class) {
                return text;
            }
            return Json.isSingleValue(type) ? possible(type, text) : mapper.nullNode();
        }

        private JsonNode possible(Class<?> type, JsonNode text) {
            try {
                mapper.treeToValue(text, type);
                return text;
            } catch (JsonProcessingException | RuntimeException refused) {
                throw new IllegalStateException(
                        type.getName() + " is personal and has no constant ERASED to stand where one was erased",
                        refused);
            }
        }

        private static @Nullable Object constant(Class<?> type) {
            try {
                Field field = type.getDeclaredField("ERASED");
                boolean fits = Modifier.isStatic(field.getModifiers()) && type.isAssignableFrom(field.getType());
                return fits && field.trySetAccessible() ? field.get(null) : null;
            } catch (NoSuchFieldException none) {
                return null;
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
