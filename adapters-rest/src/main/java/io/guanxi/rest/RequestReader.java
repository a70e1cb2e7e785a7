package io.guanxi.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.guanxi.application.spi.Json;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Violation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request record of what arrived, and notes everything that is wrong with it instead of stopping at the first thing:
 * fields that do not exist, and values of the wrong type. Whether the values are good is asked afterwards ({@link Constraints}).
 * One reader reads one request.
 */
final class RequestReader {

    /** More digits than any amount or count has; keeps {@code 1e999999999} from being written out. */
    private static final int MAX_DIGITS = 40;

    private final List<Violation> violations = new ArrayList<>();

    /** What was wrong so far. */
    List<Violation> violations() {
        return ImmutableList.copyOf(violations);
    }

    /** The record; null where it could not be made, and then there is a violation. */
    <R> @Nullable R read(Class<R> type, JsonNode node) {
        return type.cast(value(type, node, ""));
    }

    private @Nullable Object value(Type type, JsonNode node, String path) {
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Map.class ? entries(generic, node, path) : elements(generic, node, path);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return constant(plain, node, path);
        }
        if (single(plain) != null) {
            return wrapped(plain, node, path);
        }
        if (plain.isRecord()) {
            return record(plain, node, path, Set.of());
        }
        return plain.isSealed() ? kind(plain, node, path) : scalar(plain, node, path);
    }

    private @Nullable Object scalar(Class<?> type, JsonNode node, String path) {
        if (type == String.class) {
            return node.isTextual() ? node.textValue() : wrong(path, "must be a text");
        }
        if (type == Boolean.class) {
            return node.isBoolean() ? node.booleanValue() : wrong(path, "must be true or false");
        }
        if (type == Integer.class) {
            return node.canConvertToInt() && node.isIntegralNumber()
                    ? node.intValue()
                    : wrong(path, "must be a whole number");
        }
        if (type == Long.class) {
            return node.canConvertToLong() && node.isIntegralNumber()
                    ? node.longValue()
                    : wrong(path, "must be a whole number");
        }
        if (type == BigDecimal.class) {
            return decimal(node, path);
        }
        if (type == LocalDate.class) {
            return parsed(node, path, LocalDate::parse, "must be a date such as 2026-03-01");
        }
        if (type == Instant.class) {
            return parsed(node, path, Instant::parse, "must be an instant such as 2026-03-01T12:00:00Z");
        }
        if (type == UUID.class) {
            return parsed(node, path, RequestReader::uuid, "must be a UUID");
        }
        if (type == Money.class) {
            return money(node, path);
        }
        throw new IllegalStateException("A request cannot hold a " + type.getName() + ": see RequestShape");
    }

    private @Nullable BigDecimal decimal(JsonNode node, String path) {
        if (!node.isNumber()) {
            return wrong(path, "must be a number");
        }
        BigDecimal number = node.decimalValue();
        boolean small = Math.abs((long) number.scale()) <= MAX_DIGITS && number.precision() <= MAX_DIGITS;
        return small ? number : wrong(path, "must be a number");
    }

    private static UUID uuid(String text) {
        UUID id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException();
        }
        return id;
    }

    private @Nullable Money money(JsonNode node, String path) {
        if (!node.isObject()
                || !node.path("currency").isTextual()
                || !node.path("amount").isNumber()) {
            return wrong(path, "must be money such as {\"amount\": 12.50, \"currency\": \"EUR\"}");
        }
        refuseUnknown(node, ImmutableSet.of("amount", "currency"), path);
        BigDecimal amount = decimal(node.path("amount"), within(path, "amount"));
        CurrencyUnit currency = currency(node.path("currency").textValue(), within(path, "currency"));
        if (amount == null || currency == null) {
            return null;
        }
        if (amount.stripTrailingZeros().scale() > currency.getDecimalPlaces()) {
            return wrong(within(path, "amount"), "must have at most " + currency.getDecimalPlaces() + " decimals");
        }
        return Money.of(currency, amount);
    }

    private @Nullable CurrencyUnit currency(String code, String path) {
        try {
            return CurrencyUnit.of(code);
        } catch (IllegalCurrencyException unknown) {
            return wrong(path, "must be a currency such as EUR");
        }
    }

    private <T> @Nullable T parsed(JsonNode node, String path, Function<String, T> parser, String message) {
        try {
            return node.isTextual() ? parser.apply(node.textValue()) : wrong(path, message);
        } catch (RuntimeException malformed) {
            return wrong(path, message);
        }
    }

    private @Nullable Object constant(Class<?> type, JsonNode node, String path) {
        return Stream.of(type.getEnumConstants())
                .filter(each -> ((Enum<?>) each).name().equals(node.textValue()))
                .map(Object.class::cast)
                .findFirst()
                .orElseGet(() -> wrong(path, "must be one of " + Arrays.toString(type.getEnumConstants())));
    }

    private @Nullable Object elements(ParameterizedType type, JsonNode node, String path) {
        if (!node.isArray()) {
            return wrong(path, "must be a list");
        }
        Type element = type.getActualTypeArguments()[0];
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String place = path + "[" + i + "]";
            if (node.get(i).isNull()) {
                violations.add(new Violation(place, "required", "must be given"));
            }
            values.add(value(element, node.get(i), place));
        }
        return type.getRawType() == List.class ? Collections.unmodifiableList(values) : distinct(values, path);
    }

    private @Nullable Object entries(ParameterizedType type, JsonNode node, String path) {
        if (!node.isObject()) {
            return wrong(path, "must be an object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            Object value = value(type.getActualTypeArguments()[1], each.getValue(), within(path, each.getKey()));
            if (value != null) {
                values.put(each.getKey(), value);
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private Set<Object> distinct(List<@Nullable Object> values, String path) {
        Set<Object> distinct = new LinkedHashSet<>();
        for (Object value : values) {
            if (value != null && !distinct.add(value)) {
                violations.add(new Violation(path, "distinct", "must not be repeated"));
            }
        }
        return Collections.unmodifiableSet(distinct);
    }

    /** One of the records of a sealed interface, named by {@code kind}. */
    private @Nullable Object kind(Class<?> type, JsonNode node, String path) {
        if (!node.isObject()) {
            return wrong(path, "must be an object");
        }
        List<String> kinds =
                Stream.of(type.getPermittedSubclasses()).map(Json::kindOf).toList();
        for (Class<?> each : type.getPermittedSubclasses()) {
            if (Json.kindOf(each).equals(node.path("kind").textValue())) {
                return record(each, node, path, Set.of("kind"));
            }
        }
        return wrong(within(path, "kind"), "must be one of " + kinds);
    }

    /** A domain value of one component, such as an e-mail address, is written as that component. */
    private @Nullable Object wrapped(Class<?> type, JsonNode node, String path) {
        RecordComponent component = type.getRecordComponents()[0];
        Object inner = value(component.getGenericType(), node, path);
        if (inner == null) {
            return null;
        }
        try {
            return construct(type, new Object[] {inner});
        } catch (CrmException.Invalid invalid) {
            invalid.violations().forEach(each -> violations.add(new Violation(path, each.rule(), each.message())));
            return null;
        }
    }

    private @Nullable Object record(Class<?> type, JsonNode node, String path, Set<String> besides) {
        if (!node.isObject()) {
            return wrong(path, "must be an object");
        }
        RecordComponent[] components = type.getRecordComponents();
        Set<String> known = new HashSet<>(besides);
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            known.add(name);
            values[i] = value(components[i].getGenericType(), node.path(name), within(path, name));
        }
        refuseUnknown(node, known, path);
        return construct(type, values);
    }

    private void refuseUnknown(JsonNode node, Set<String> known, String path) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!known.contains(field.getKey())) {
                violations.add(new Violation(
                        within(path, field.getKey()), "unknown", "must not be given: there is no such field"));
            }
        }
    }

    private static Object construct(Class<?> type, @Nullable Object[] values) {
        try {
            Class<?>[] types = Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(refused.getCause());
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("Cannot make a " + type.getName(), broken);
        }
    }

    /** The only component of a record that is written as that component. */
    static @Nullable RecordComponent single(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return components != null
                        && components.length == 1
                        && components[0].getName().equals("value")
                ? components[0]
                : null;
    }

    static String within(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // null is of every type
    private <T> @Nullable T wrong(String path, String message) {
        violations.add(new Violation(path, "type", message));
        return null;
    }
}
