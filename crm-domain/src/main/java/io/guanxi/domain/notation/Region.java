package io.guanxi.domain.notation;

import io.guanxi.domain.kernel.Check;
import java.util.regex.Pattern;

/**
 * A division of China with its code of GB/T 2260.
 *
 * @param code 2 digits for a province, 4 for a city, 6 for a district; that of a lower one begins with that of the higher one
 * @param name in full, such as {@code 福州市}; at most 100 characters
 */
public record Region(String code, String name) {

    private static final Pattern CODE = Pattern.compile("\\d{2}(\\d{2}(\\d{2})?)?");

    public Region {
        Check.that(CODE.matcher(code).matches(), "code", "format", "must be 2, 4 or 6 digits (GB/T 2260)");
        name = Check.text("name", name, 100);
    }
}
