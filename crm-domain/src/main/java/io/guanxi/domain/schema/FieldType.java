package io.guanxi.domain.schema;

import com.google.common.collect.ImmutableList;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What a field holds, in Java and in JSON. */
public enum FieldType {
    /** A text of 1 to 2,000 characters; 200 if it has an index. */
    TEXT("must be a text", SlotKind.TEXT) {
        @Override
        Object converted(String field, Object raw) {
            return Check.text(field, (String) raw, MAX_TEXT);
        }
    },
    /** A decimal number of at most 20 digits before the point and 8 behind it; equal by value. */
    NUMBER("must be a number", SlotKind.NUMBER) {
        @Override
        Object converted(String field, Object raw) {
            return decimal(field, new BigDecimal(raw.toString()));
        }
    },
    /** An amount below 10^15 in any currency; what is compared, sorted and summed up is the amount. */
    MONEY("must be an amount of money such as EUR 12.50", SlotKind.NUMBER, SlotKind.TEXT) {
        @Override
        Object converted(String field, Object raw) {
            Money money = money(raw);
            Check.that(money.getAmount().abs().compareTo(Check.MAX_AMOUNT) < 0, field, "range", "must be below 10^15");
            return money;
        }
    },
    DATE("must be a date such as 2026-03-01", SlotKind.DATE) {
        @Override
        Object converted(String field, Object raw) {
            LocalDate date = raw instanceof LocalDate it ? it : LocalDate.parse((String) raw);
            Check.date(field, date);
            return date;
        }
    },
    INSTANT("must be an instant such as 2026-03-01T12:00:00Z", SlotKind.INSTANT) {
        @Override
        Object converted(String field, Object raw) {
            return Check.instant(field, raw instanceof Instant it ? it : Instant.parse((String) raw));
        }
    },
    /** Yes or no. */
    FLAG("must be true or false", SlotKind.FLAG) {
        @Override
        Object converted(String field, Object raw) {
            if (raw instanceof Boolean) {
                return raw;
            }
            if (raw.equals("true") || raw.equals("false")) {
                return raw.equals("true");
            }
            throw new IllegalArgumentException();
        }
    },
    /** The code of one of the field's choices. */
    CHOICE("must be a text", SlotKind.TEXT) {
        @Override
        Object converted(String field, Object raw) {
            return Check.text(field, (String) raw, Choice.MAX_CODE);
        }
    },
    /** The codes of some of the field's choices, each once, in the order of their letters. */
    CHOICES("must be a list of texts", SlotKind.TEXT) {
        @Override
        Object converted(String field, Object raw) {
            Collection<?> given = raw instanceof String text ? Arrays.asList(text.split(",", -1)) : (Collection<?>) raw;
            List<String> codes = new ArrayList<>();
            given.forEach(each -> codes.add((String) each));
            Check.that(!codes.isEmpty(), field, "required", "must not be blank");
            return Check.texts(field, codes, Choice.MAX_CODE, FieldDetails.MAX_CHOICES);
        }
    },
    /** The identity of a thing of the field's target, a customer say. */
    REFERENCE("must be a UUID", SlotKind.REFERENCE) {
        @Override
        Object converted(String field, Object raw) {
            if (raw instanceof AggregateId id) {
                return id.value();
            }
            return raw instanceof UUID ? raw : UUID.fromString((String) raw);
        }
    };

    /** The longest text. */
    public static final int MAX_TEXT = 2_000;

    private static final int DIGITS = 20;
    private static final int DECIMALS = 8;

    private final String message;
    private final ImmutableList<SlotKind> kinds;

    FieldType(String message, SlotKind... kinds) {
        this.message = message;
        this.kinds = ImmutableList.copyOf(kinds);
    }

    /** What slots a value takes; of money that of the amount, then that of the currency. */
    List<SlotKind> kinds() {
        return kinds;
    }

    abstract Object converted(String field, Object raw);

    /**
     * A value as it is kept: {@link String}, {@link BigDecimal}, {@link Money}, {@link LocalDate}, {@link Instant}, {@link Boolean},
     * a set of strings, or {@link UUID}.
     *
     * @param raw such a value, or what JSON or a text says of it
     * @throws CrmException.Invalid if it is none of this type
     */
    public Object read(String field, Object raw) {
        try {
            return converted(field, raw);
        } catch (CrmException.Invalid invalid) {
            throw invalid;
        } catch (RuntimeException malformed) {
            throw new CrmException.Invalid(field, "type", message);
        }
    }

    private static BigDecimal decimal(String field, BigDecimal given) {
        Check.that(
                Math.abs((long) given.scale()) <= 100 && given.precision() - given.scale() <= DIGITS,
                field,
                "range",
                "must have at most " + DIGITS + " digits before the point");
        BigDecimal stripped = given.stripTrailingZeros();
        Check.that(stripped.scale() <= DECIMALS, field, "scale", "must have at most " + DECIMALS + " decimals");
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static Money money(Object raw) {
        if (raw instanceof Money money) {
            return money;
        }
        if (raw instanceof Map<?, ?> json) {
            Object currency = json.get("currency");
            Object amount = json.get("amount");
            if (json.size() != 2 || currency == null || amount == null) {
                throw new IllegalArgumentException();
            }
            return Money.of(CurrencyUnit.of((String) currency), new BigDecimal(amount.toString()));
        }
        return Money.parse((String) raw);
    }
}
