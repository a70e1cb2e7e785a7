package io.guanxi.application.imports;

import com.google.common.base.Ascii;
import io.guanxi.domain.customer.CustomerId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The records that rows name.
 *
 * @param ids by what was said; those that are named but not there are missing
 * @param numbers of products
 * @param ambiguous how many there are of one name, where it is more than one
 */
record Found(Map<Ref, UUID> ids, Map<Ref, Integer> ambiguous, Map<Ref, String> numbers) {

    static final Found NOTHING = new Found(Map.of(), Map.of(), Map.of());

    /** The number of the product that is named; as it is named, if no product is called so. */
    @Nullable
    String product(@Nullable Ref ref) {
        return ref == null ? null : numbers.getOrDefault(ref, ref.told());
    }

    /** The record that is named; null if none is. */
    @Nullable
    UUID id(@Nullable Ref ref) {
        if (ref == null) {
            return null;
        }
        UUID id = ids.get(ref);
        if (id == null) {
            throw new RowException(null, missing(ref));
        }
        return id;
    }

    @Nullable
    CustomerId customer(@Nullable Ref ref) {
        UUID id = id(ref);
        return id == null ? null : new CustomerId(id);
    }

    boolean has(Ref ref) {
        return ids.containsKey(ref);
    }

    String missing(Ref ref) {
        String what = Ascii.toLowerCase(ref.kind().name());
        Integer many = ambiguous.get(ref);
        return many == null
                ? "there is no " + what + " " + ref.told()
                : "there are " + many + " of the name " + ref.told() + "; name one by its id";
    }
}
