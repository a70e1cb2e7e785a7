package io.guanxi.rest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import io.guanxi.application.spi.Json;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.schema.FieldValue;
import io.guanxi.domain.schema.FieldValues;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Java records as JSON Schema 2020-12, in the form in which {@link Wire} writes and {@link RequestReader} reads them. A record is
 * described once, under its name, and referred to from then on.
 */
final class Schemas {

    private static final String REFERENCE = "#/components/schemas/";

    private static final ImmutableMap<Class<?>, String> FORMATS = ImmutableMap.<Class<?>, String>builder()
            .put(UUID.class, "uuid")
            .put(LocalDate.class, "date")
            .put(Instant.class, "date-time")
            .put(Duration.class, "duration")
            .put(EmailAddress.class, "idn-email")
            .buildOrThrow();
    private static final Set<Class<?>> TEXTS = Set.of(String.class, LocalTime.class, ZoneId.class, CurrencyUnit.class);
    private static final Set<Class<?>> INTEGERS =
            Set.of(int.class, Integer.class, long.class, Long.class, BigInteger.class);
    private static final Set<Class<?>> NUMBERS = Set.of(double.class, Double.class, BigDecimal.class);

    private final Wire wire;
    private final Map<String, JsonNode> components = new LinkedHashMap<>();
    private final Map<String, Class<?>> owners = new LinkedHashMap<>();

    Schemas(Wire wire) {
        this.wire = wire;
    }

    /** Everything described so far, by name. */
    ObjectNode components() {
        ObjectNode node = wire.object();
        components.forEach(node::set);
        return node;
    }

    /** A record that arrives: nothing but its fields may be given, and those that constraints demand must be. */
    ObjectNode request(Class<?> type) {
        return named(type, true);
    }

    /** A record that goes out: what is not {@code @Nullable} is always there, and fields may be added in time. */
    ObjectNode answer(Class<?> type) {
        return named(type, false);
    }

    /** A description of our own making, under a name. */
    ObjectNode define(String name, ObjectNode schema) {
        components.put(name, schema);
        return wire.object().put("$ref", REFERENCE + name);
    }

    /** What a reference refers to. */
    ObjectNode referred(ObjectNode reference) {
        String name = reference.path("$ref").textValue().substring(REFERENCE.length());
        return (ObjectNode) requireNonNull(components.get(name));
    }

    private ObjectNode named(Class<?> type, boolean request) {
        String name = name(type);
        Class<?> owner = owners.putIfAbsent(name, type);
        if (owner != null && owner != type) {
            throw new IllegalStateException("Two records are described as " + name + ": " + owner + " and " + type);
        }
        if (owner == null) {
            components.put(name, wire.object());
            components.put(name, type.isSealed() ? kinds(type, request) : record(type, null, request));
        }
        return wire.object().put("$ref", REFERENCE + name);
    }

    /** {@code CustomerRequests.Register} is {@code Customer.Register}. */
    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null
                ? type.getSimpleName().replaceFirst("Requests$", "")
                : name(outer) + "." + type.getSimpleName();
    }

    private ObjectNode kinds(Class<?> type, boolean request) {
        ObjectNode schema = wire.object();
        ArrayNode kinds = schema.putArray("oneOf");
        Stream.of(type.getPermittedSubclasses()).forEach(each -> kinds.add(record(each, Json.kindOf(each), request)));
        return schema;
    }

    private ObjectNode record(Class<?> type, @Nullable String kind, boolean request) {
        ObjectNode schema = wire.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = wire.object().putArray("required");
        if (kind != null) {
            properties.putObject("kind").put("const", kind);
            required.add("kind");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            AnnotatedType annotated = component.getAnnotatedType();
            properties.set(component.getName(), constrained(annotated, request));
            if (request ? demanded(annotated) : !annotated.isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return request ? schema.put("additionalProperties", false) : schema;
    }

    private static boolean demanded(AnnotatedElement element) {
        return element.isAnnotationPresent(NotNull.class)
                || element.isAnnotationPresent(NotBlank.class)
                || element.isAnnotationPresent(NotEmpty.class);
    }

    private ObjectNode constrained(AnnotatedType annotated, boolean request) {
        ObjectNode schema = of(annotated, request);
        texts(annotated, schema);
        numbers(annotated, schema);
        return schema;
    }

    private ObjectNode of(AnnotatedType annotated, boolean request) {
        Type type = annotated.getType();
        if (type instanceof ParameterizedType container && annotated instanceof AnnotatedParameterizedType arguments) {
            return container((Class<?>) container.getRawType(), arguments.getAnnotatedActualTypeArguments(), request);
        }
        return plain((Class<?>) type, request);
    }

    private ObjectNode container(Class<?> type, AnnotatedType[] arguments, boolean request) {
        if (Map.class.isAssignableFrom(type)) {
            ObjectNode schema = wire.object().put("type", "object");
            schema.set("additionalProperties", constrained(arguments[1], request));
            return schema;
        }
        if (type != List.class && type != Set.class) {
            throw new IllegalStateException("Cannot describe a " + type.getName());
        }
        ObjectNode schema = wire.object().put("type", "array");
        schema.set("items", constrained(arguments[0], request));
        return type == Set.class ? schema.put("uniqueItems", true) : schema;
    }

    private ObjectNode plain(Class<?> type, boolean request) {
        if (FORMATS.containsKey(type)) {
            return wire.object().put("type", "string").put("format", FORMATS.get(type));
        }
        if (type == PhoneNumber.class) {
            return wire.object().put("type", "string").put("pattern", "^\\+[1-9][0-9]{6,14}$");
        }
        if (type == Money.class) {
            return money();
        }
        if (type == FieldValues.class) {
            return fields();
        }
        if (type == FieldValue.class) {
            return wire.object().put("description", "A text, number, boolean, list of texts, or amount of money.");
        }
        if (type.isEnum()) {
            ObjectNode schema = wire.object().put("type", "string");
            ArrayNode constants = schema.putArray("enum");
            Stream.of(type.getEnumConstants()).forEach(each -> constants.add(((Enum<?>) each).name()));
            return schema;
        }
        RecordComponent single = RequestReader.single(type);
        if (single != null) {
            return of(single.getAnnotatedType(), request);
        }
        return type.isRecord() || type.isSealed() ? named(type, request) : primitive(type);
    }

    private ObjectNode primitive(Class<?> type) {
        if (TEXTS.contains(type)) {
            return wire.object().put("type", "string");
        }
        if (INTEGERS.contains(type)) {
            return wire.object().put("type", "integer");
        }
        if (NUMBERS.contains(type)) {
            return wire.object().put("type", "number");
        }
        if (type == boolean.class || type == Boolean.class) {
            return wire.object().put("type", "boolean");
        }
        throw new IllegalStateException("Cannot describe a " + type.getName());
    }

    private ObjectNode money() {
        ObjectNode schema = wire.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("amount").put("type", "number");
        properties
                .putObject("currency")
                .put("type", "string")
                .put("description", "ISO 4217, such as EUR")
                .put("pattern", "^[A-Z]{3}$");
        schema.putArray("required").add("amount").add("currency");
        return define("Money", schema.put("additionalProperties", false));
    }

    /** Whatever the tenant has defined: {@code GET /schemas/…} tells which. */
    ObjectNode fields() {
        ObjectNode schema = wire.object()
                .put("type", "object")
                .put("description", "Custom fields by their names; GET /schemas tells which there are.");
        return define("Fields", schema.put("additionalProperties", true));
    }

    private static void texts(AnnotatedElement element, ObjectNode schema) {
        Size size = element.getAnnotation(Size.class);
        boolean text = "string".equals(schema.path("type").textValue());
        if (size != null && size.min() > 0) {
            schema.put(text ? "minLength" : "minItems", size.min());
        }
        if (size != null && size.max() < Integer.MAX_VALUE) {
            schema.put(text ? "maxLength" : "maxItems", size.max());
        }
        Pattern pattern = element.getAnnotation(Pattern.class);
        if (element.isAnnotationPresent(NotBlank.class)) {
            schema.put("minLength", 1).put("pattern", "\\S");
        }
        if (pattern != null) {
            schema.put("pattern", "^(" + pattern.regexp() + ")$");
        }
        if (element.isAnnotationPresent(NotEmpty.class)) {
            schema.put(text ? "minLength" : "minItems", 1);
        }
    }

    private static void numbers(AnnotatedElement element, ObjectNode schema) {
        Min min = element.getAnnotation(Min.class);
        Max max = element.getAnnotation(Max.class);
        DecimalMin decimalMin = element.getAnnotation(DecimalMin.class);
        DecimalMax decimalMax = element.getAnnotation(DecimalMax.class);
        if (min != null) {
            schema.put("minimum", min.value());
        }
        if (max != null) {
            schema.put("maximum", max.value());
        }
        if (decimalMin != null) {
            schema.put(decimalMin.inclusive() ? "minimum" : "exclusiveMinimum", new BigDecimal(decimalMin.value()));
        }
        if (decimalMax != null) {
            schema.put(decimalMax.inclusive() ? "maximum" : "exclusiveMaximum", new BigDecimal(decimalMax.value()));
        }
        if (element.isAnnotationPresent(PositiveOrZero.class)) {
            schema.put("minimum", 0);
        }
        if (element.isAnnotationPresent(Positive.class)) {
            schema.put("exclusiveMinimum", 0);
        }
    }
}
