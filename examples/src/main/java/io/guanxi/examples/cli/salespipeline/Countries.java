package io.guanxi.examples.cli.salespipeline;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;

/** The countries by their English names and their ISO 3166-1 codes of two and three letters. */
final class Countries {

    private static final ImmutableMap<String, String> BY_NAME = byName();

    private Countries() {}

    /** The code of two letters. */
    static Optional<String> code(String name) {
        return Optional.ofNullable(BY_NAME.get(Names.key(name)));
    }

    private static ImmutableMap<String, String> byName() {
        Map<String, String> result = new LinkedHashMap<>();
        Arrays.stream(Locale.getISOCountries()).forEach(code -> {
            Locale country = new Locale("", code);
            result.putIfAbsent(Names.key(country.getDisplayCountry(Locale.ENGLISH)), code);
            result.putIfAbsent(Names.key(code), code);
            try {
                result.putIfAbsent(Names.key(country.getISO3Country()), code);
            } catch (MissingResourceException without) {
                // A code of two letters only is enough.
            }
        });
        return ImmutableMap.copyOf(result);
    }
}
