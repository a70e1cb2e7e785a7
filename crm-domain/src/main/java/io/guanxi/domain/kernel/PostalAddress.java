package io.guanxi.domain.kernel;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody can be visited or written to. At least one of its parts is present.
 *
 * @param line street, house number, building; at most 300 characters
 * @param district 区县, borough; at most 100 characters
 * @param city at most 100 characters
 * @param province 省, state, region; at most 100 characters
 * @param postalCode at most 20 characters
 * @param country ISO 3166-1 alpha-2 in upper case, such as {@code CN}
 */
public record PostalAddress(
        @Personal(Personal.Kind.ADDRESS) @Nullable String line,
        @Personal(Personal.Kind.ADDRESS) @Nullable String district,
        @Nullable String city,
        @Nullable String province,
        @Personal(Personal.Kind.ADDRESS) @Nullable String postalCode,
        @Nullable String country) {

    private static final Pattern ISO_3166 = Pattern.compile("[A-Z]{2}");

    public PostalAddress {
        line = Check.optionalText("line", line, 300);
        district = Check.optionalText("district", district, 100);
        city = Check.optionalText("city", city, 100);
        province = Check.optionalText("province", province, 100);
        postalCode = Check.optionalText("postalCode", postalCode, 20);
        country = Check.optionalText("country", country, 2);
        Check.that(
                country == null || ISO_3166.matcher(country).matches(),
                "country",
                "format",
                "must be two capital letters (ISO 3166-1 alpha-2)");
        Check.that(
                line != null
                        || district != null
                        || city != null
                        || province != null
                        || postalCode != null
                        || country != null,
                "line",
                "required",
                "must be given, or another part of the address");
    }
}
