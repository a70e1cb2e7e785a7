package io.guanxi.application.view;

import io.guanxi.domain.kernel.Check;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The kinds of column that an attribute can have, each with one meaning in memory and on every database. */
public enum AttributeType {
    /** {@link String}; compared by code unit, case matters. */
    TEXT(String.class, text -> text),
    /** {@link Long}. */
    INTEGER(Long.class, Long::valueOf),
    /** {@link BigDecimal} of at most 20 digits before the point, compared by value, kept at 8 digits after it. */
    DECIMAL(BigDecimal.class, BigDecimal::new),
    /** {@link Boolean}; false before true. */
    BOOLEAN(Boolean.class, AttributeType::booleanOf),
    /** {@link LocalDate}. */
    DATE(LocalDate.class, LocalDate::parse),
    /** {@link Instant}, cut to microseconds. */
    INSTANT(Instant.class, Instant::parse),
    /** {@link UUID}, the identity of an aggregate; equal or not, without an order. */
    REFERENCE(UUID.class, UUID::fromString),
    /** A set of texts of which one can be asked for. */
    TEXTS(Set.class, Set::of);

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private final Class<?> stored;
    private final Function<String, Object> parser;

    AttributeType(Class<?> stored, Function<String, Object> parser) {
        this.stored = stored;
        this.parser = parser;
    }

    /** The Java class of the stored value. */
    public Class<?> stored() {
        return stored;
    }

    /** Reads a value as it is written in queries and cursors. */
    Object parse(String field, String text) {
        try {
            Object value = parser.apply(text);
            if (!storable(value)) {
                throw new IllegalArgumentException();
            }
            return normalise(value);
        } catch (RuntimeException malformed) {
            Check.that(false, field, "type", "must be " + described() + ", not " + text);
            throw malformed;
        }
    }

    /** Brings a value to the precision that every database keeps, so that equal means equal everywhere. */
    Object normalise(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.setScale(8, RoundingMode.HALF_EVEN);
        }
        return value instanceof Instant instant ? instant.truncatedTo(ChronoUnit.MICROS) : value;
    }

    /** Not every database keeps what lies outside; and to bring {@code 1e999999999} to 8 digits would take all memory. */
    private static boolean storable(Object value) {
        if (value instanceof BigDecimal decimal) {
            return Math.abs((long) decimal.scale()) <= 100 && decimal.precision() - decimal.scale() <= 20;
        }
        if (value instanceof Instant instant) {
            return !instant.isBefore(FIRST) && instant.isBefore(END);
        }
        return !(value instanceof LocalDate date) || (date.getYear() >= 1 && date.getYear() <= 9_999);
    }

    private String described() {
        return switch (this) {
            case TEXT, TEXTS -> "a text";
            case INTEGER -> "a whole number";
            case DECIMAL -> "a decimal number";
            case BOOLEAN -> "true or false";
            case DATE -> "a date such as 2026-03-01";
            case INSTANT -> "an instant such as 2026-03-01T12:00:00Z";
            case REFERENCE -> "a UUID";
        };
    }

    private static Object booleanOf(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }
}
