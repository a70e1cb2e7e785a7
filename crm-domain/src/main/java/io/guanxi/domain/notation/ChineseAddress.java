package io.guanxi.domain.notation;

import io.guanxi.domain.kernel.PostalAddress;
import org.jspecify.annotations.Nullable;

/**
 * An address by its divisions.
 *
 * @param city null in 北京, 天津, 上海 and 重庆, and of the few districts that stand under their province
 * @param line what follows the divisions; may be empty
 */
public record ChineseAddress(
        @Nullable Region province,
        @Nullable Region city,
        @Nullable Region district,
        String line) {

    /** The code of the lowest division that was found, of 2, 4 or 6 digits. */
    public @Nullable String code() {
        if (district != null) {
            return district.code();
        }
        if (city != null) {
            return city.code();
        }
        return province == null ? null : province.code();
    }

    /** The same as customers have it, in China. The four cities of the first level are city and province. */
    public PostalAddress toPostalAddress() {
        return new PostalAddress(
                line, name(district), name(city == null ? municipality() : city), name(province), null, "CN");
    }

    private @Nullable Region municipality() {
        return province != null && province.name().endsWith("市") ? province : null;
    }

    private static @Nullable String name(@Nullable Region region) {
        return region == null ? null : region.name();
    }
}
