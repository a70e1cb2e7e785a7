package io.guanxi.domain.schema;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a field of one thing holds, readable without its definition.
 *
 * @param slots where it stands, of money the amount's and the currency's; none if nothing can be asked of it
 * @param value as {@link FieldType#read} gives it
 */
public record FieldValue(FieldType type, List<String> slots, Object value) {

    public FieldValue {
        slots = ImmutableList.copyOf(slots);
        value = type.read("value", value);
    }

    /** What stands in one of its slots; null if that is none of them. */
    @Nullable
    Object at(String slot) {
        int index = slots.indexOf(slot);
        return index < 0 ? null : part(index);
    }

    /** What is compared: of money the amount, or as the part 1 the currency's code; of all else the value itself. */
    public Object part(int index) {
        if (value instanceof Money money) {
            return index == 0 ? money.getAmount() : money.getCurrencyUnit().getCode();
        }
        return value;
    }
}
