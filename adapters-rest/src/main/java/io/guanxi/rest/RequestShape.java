package io.guanxi.rest;

import com.google.common.collect.ImmutableSet;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;

/** Whether a request record can be read by {@link RequestReader}; asked when routes are written down, not when the first one arrives. */
final class RequestShape {

    private static final ImmutableSet<Class<?>> SCALARS = ImmutableSet.of(
            String.class,
            Boolean.class,
            Integer.class,
            Long.class,
            BigDecimal.class,
            LocalDate.class,
            Instant.class,
            UUID.class,
            Money.class);

    private static final ImmutableSet<Type> COLLECTIONS = ImmutableSet.of(List.class, Set.class);

    private final Set<Class<?>> seen = new HashSet<>();

    private RequestShape() {}

    /** @throws IllegalStateException if a component is of a type that is not read */
    static void require(Class<?> request) {
        new RequestShape().walk(request, request.getSimpleName());
    }

    private void walk(Type type, String place) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            boolean map = generic.getRawType() == Map.class && of[0] == String.class;
            if (!map && !COLLECTIONS.contains(generic.getRawType())) {
                throw unreadable(type, place);
            }
            walk(of[of.length - 1], place);
        } else if (!(type instanceof Class<?> plain)) {
            throw unreadable(type, place);
        } else if (plain.isRecord()) {
            components(plain, place);
        } else if (plain.isSealed() && !plain.isEnum()) {
            List.of(plain.getPermittedSubclasses()).forEach(each -> walk(each, place));
        } else if (!plain.isEnum() && !SCALARS.contains(plain)) {
            throw unreadable(type, place);
        }
    }

    private void components(Class<?> record, String place) {
        if (seen.add(record)) {
            for (RecordComponent each : record.getRecordComponents()) {
                walk(each.getGenericType(), place + "." + each.getName());
            }
        }
    }

    private static IllegalStateException unreadable(Type type, String place) {
        return new IllegalStateException(place + " is of " + type.getTypeName()
                + ", which no JSON is read as; Routes tells of what types a request may be");
    }
}
