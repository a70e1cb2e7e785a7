package io.guanxi.domain.schema;

import com.google.common.collect.ImmutableList;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A custom field as it is at one version of its schema.
 *
 * @param name unique in its schema: lower-case letters, digits and underscores, at most 40
 * @param slots where its values stand, see {@link SlotKind}; none if nothing can be asked of it
 * @param deprecated whether it is not set any more
 */
public record FieldDefinition(
        String name, FieldShape shape, FieldDetails details, List<String> slots, boolean deprecated) {

    /** The longest text that has an index: the keys of an index are short on some databases. */
    static final int MAX_INDEXED_TEXT = 200;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    public FieldDefinition {
        name = checkedName(name);
        slots = ImmutableList.copyOf(slots);
    }

    static String checkedName(String name) {
        Check.that(
                NAME.matcher(name).matches(),
                "name",
                "format",
                "must be lower-case letters, digits and underscores, at most 40, and begin with a letter");
        return name;
    }

    FieldDefinition with(FieldDetails other) {
        return new FieldDefinition(name, shape, other, slots, deprecated);
    }

    FieldDefinition deprecated(boolean now) {
        return new FieldDefinition(name, shape, details, slots, now);
    }

    /** Fails if the details ask of a type what it does not have. */
    static void requireFitting(FieldShape shape, FieldDetails details) {
        FieldType type = shape.type();
        boolean number = type == FieldType.NUMBER || type == FieldType.MONEY;
        boolean text = type == FieldType.TEXT;
        boolean choice = type == FieldType.CHOICE || type == FieldType.CHOICES;
        Check.that(
                number || (details.min() == null && details.max() == null),
                "min",
                "type",
                "must not be given but for numbers and money");
        Check.that(
                text || (details.maxLength() == null && details.pattern() == null),
                "pattern",
                "type",
                "must not be given but for texts");
        Check.that(
                choice != details.choices().isEmpty(),
                "choices",
                "type",
                "must be given for fields of choices, and for nothing else");
        Check.that(
                details.formula() == null || isComputable(shape, details),
                "formula",
                "type",
                "must not be given for such a type, nor with required or initial");
        if (text && shape.lookup() == Lookup.INDEX && details.maxLength() != null) {
            Check.range("maxLength", details.maxLength(), 1, MAX_INDEXED_TEXT);
        }
        String initial = details.initial();
        if (initial != null) {
            FieldDefinition trial = new FieldDefinition("initial", shape, details, List.of(), false);
            trial.requireFitting(trial.value(initial).value());
        }
    }

    private static boolean isComputable(FieldShape shape, FieldDetails details) {
        boolean plain = switch (shape.type()) {
            case TEXT, NUMBER, DATE, INSTANT, FLAG -> true;
            case MONEY, CHOICE, CHOICES, REFERENCE -> false;
        };
        return plain && !details.required() && details.requiredIn().isEmpty() && details.initial() == null;
    }

    /** One of its values. */
    FieldValue value(Object raw) {
        return new FieldValue(shape.type(), slots, shape.type().read(name, raw));
    }

    /** What was computed, if it is a value of this field. */
    @Nullable
    FieldValue fitting(@Nullable Object computed) {
        try {
            if (computed == null) {
                return null;
            }
            FieldValue found = value(computed);
            requireFitting(found.value());
            return found;
        } catch (CrmException.Invalid unfit) {
            return null;
        }
    }

    /** What whatever becomes known has from the beginning. */
    Optional<FieldValue> initialValue() {
        return Optional.ofNullable(details.initial()).map(this::value);
    }

    /** Fails if the value breaks a rule of today. */
    void requireFitting(Object value) {
        if (value instanceof String text && shape.type() == FieldType.TEXT) {
            requireFittingText(text);
        }
        if (value instanceof BigDecimal number) {
            requireInside(number);
        }
        if (value instanceof Money money) {
            requireInside(money.getAmount());
        }
        if (shape.type() == FieldType.CHOICE) {
            requireChoosable((String) value);
        }
        if (value instanceof Collection<?> codes) {
            codes.forEach(each -> requireChoosable((String) each));
        }
    }

    private void requireFittingText(String text) {
        int max = maxLength();
        Check.that(text.length() <= max, name, "length", "must have at most " + max + " characters");
        String pattern = details.pattern();
        Check.that(
                pattern == null || Bounded.matches(pattern, text),
                name,
                "pattern",
                "must match the pattern " + pattern);
    }

    private int maxLength() {
        if (details.maxLength() != null) {
            return details.maxLength();
        }
        return shape.lookup() == Lookup.INDEX ? MAX_INDEXED_TEXT : FieldType.MAX_TEXT;
    }

    private void requireInside(BigDecimal number) {
        BigDecimal min = details.min();
        BigDecimal max = details.max();
        Check.that(min == null || number.compareTo(min) >= 0, name, "range", "must be at least " + plain(min));
        Check.that(max == null || number.compareTo(max) <= 0, name, "range", "must be at most " + plain(max));
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }

    private void requireChoosable(String code) {
        Choice choice = choice(code).orElse(null);
        Check.that(choice != null, name, "unknown", "must be one of the field's choices");
        Check.that(choice == null || !choice.retired(), name, "retired", "must not be a choice that is retired");
    }

    /** The choice of that code, retired or not. */
    public Optional<Choice> choice(String code) {
        return details.choices().stream()
                .filter(each -> each.code().equals(code))
                .findFirst();
    }

    /**
     * A text that gives up after so many looks at its characters: a pattern of the tenant's must not hold a thread for ever, which
     * nested repetitions can.
     */
    private static final class Bounded implements CharSequence {

        private static final int MAX_LOOKS = 1_000_000;

        private final String text;
        private int looks;

        private Bounded(String text) {
            this.text = text;
        }

        static boolean matches(String pattern, String text) {
            return Pattern.compile(pattern).matcher(new Bounded(text)).matches();
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            Check.that(++looks <= MAX_LOOKS, "pattern", "effort", "must be a pattern that is matched in short time");
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
