package io.guanxi.domain.customer;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.guanxi.domain.customer.CustomerEvent.ClassOverridden;
import io.guanxi.domain.customer.CustomerEvent.Classified;
import io.guanxi.domain.customer.CustomerEvent.OverrideEnded;
import io.guanxi.domain.kernel.Check;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a customer stands in each scheme: in its life cycle, in its tier. */
record Standings(Map<String, Standing> byScheme) {

    static final Standings NONE = new Standings(Map.of());

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,50}");

    Standings {
        byScheme = ImmutableMap.copyOf(byScheme);
    }

    static void requireName(String field, String name) {
        Check.that(NAME.matcher(name).matches(), field, "format", "must be 1 to 50 of a-z, 0-9 and -");
    }

    @Nullable
    Standing in(String scheme) {
        return byScheme.get(scheme);
    }

    @Nullable
    String place(String scheme) {
        Standing standing = byScheme.get(scheme);
        return standing == null ? null : standing.place();
    }

    boolean isOverridden(String scheme) {
        Standing standing = byScheme.get(scheme);
        return standing != null && standing.overridden();
    }

    Standings with(Classified event) {
        return with(event.scheme(), event.place() == null ? null : new Standing(event.place(), false));
    }

    Standings with(ClassOverridden event) {
        return with(event.scheme(), new Standing(event.place(), true));
    }

    Standings with(OverrideEnded event) {
        String place = place(event.scheme());
        return with(event.scheme(), place == null ? null : new Standing(place, false));
    }

    private Standings with(String scheme, @Nullable Standing standing) {
        ImmutableMap.Builder<String, Standing> result = ImmutableMap.builder();
        result.putAll(Maps.filterKeys(byScheme, each -> !each.equals(scheme)));
        if (standing != null) {
            result.put(scheme, standing);
        }
        return new Standings(result.buildOrThrow());
    }
}
