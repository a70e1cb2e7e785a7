package io.guanxi.application.imports;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;

/** The countries by their names in English and Chinese, and by their ISO 3166-1 codes of two and three letters. */
final class Countries {

    private static final ImmutableMap<String, String> BY_NAME = byName();

    private Countries() {}

    /** The code of two letters. */
    static Optional<String> code(String name) {
        return Optional.ofNullable(BY_NAME.get(key(name)));
    }

    private static String key(String name) {
        return Terms.key(name.replace("&", " and ").replaceFirst("(?i)^\\s*the\\s+", ""));
    }

    private static ImmutableMap<String, String> byName() {
        Map<String, String> result = new LinkedHashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale("", code);
            result.putIfAbsent(key(country.getDisplayCountry(Locale.ENGLISH)), code);
            result.putIfAbsent(key(country.getDisplayCountry(Locale.SIMPLIFIED_CHINESE)), code);
            result.putIfAbsent(key(code), code);
            try {
                result.putIfAbsent(key(country.getISO3Country()), code);
            } catch (MissingResourceException without) {
                // A code of two letters only is enough.
            }
        }
        result.putIfAbsent("uk", "GB");
        result.putIfAbsent("unitedstatesofamerica", "US");
        return ImmutableMap.copyOf(result);
    }
}
