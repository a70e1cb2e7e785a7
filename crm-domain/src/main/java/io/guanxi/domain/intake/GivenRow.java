package io.guanxi.domain.intake;

import com.google.common.base.CharMatcher;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Personal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row of another system's table as it was given.
 *
 * @param kind what it tells of, in the plural, such as {@code leads}: 1 to 50 of a-z, 0-9 and -
 * @param source the host's name for that system: 1 to 50 of a-z, 0-9 and -
 * @param number what that system calls it, at most 200 characters; null if nothing
 * @param owner whose it is there, at most 200 characters; null if nobody's
 * @param cells in the order of the table, empty ones included, letter by letter; at most 1,000, with 100,000 characters together
 */
public record GivenRow(
        String kind,
        String source,
        @Personal(Personal.Kind.IDENTITY) @Nullable String number,
        @Nullable String owner,
        @Personal List<Cell> cells) {

    private static final int MAX_CELLS = 1_000;
    private static final int MAX_LENGTH = 100_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,50}");

    /** What some databases cannot store. */
    private static final CharMatcher NUL = CharMatcher.is('\0');

    /** What stands in one column. */
    public record Cell(String column, String text) {}

    public GivenRow {
        Check.that(NAME.matcher(kind).matches(), "kind", "format", "must be 1 to 50 of a-z, 0-9 and -");
        Check.that(NAME.matcher(source).matches(), "source", "format", "must be 1 to 50 of a-z, 0-9 and -");
        number = Check.optionalText("number", number, 200);
        owner = Check.optionalText("owner", owner, 200);
        cells = Check.list("cells", cells, MAX_CELLS);
        int length = 0;
        for (Cell each : cells) {
            length += each.column().length() + each.text().length();
            Check.that(
                    NUL.matchesNoneOf(each.column()) && NUL.matchesNoneOf(each.text()),
                    "cells",
                    "control-character",
                    "must not contain NUL");
        }
        Check.that(length <= MAX_LENGTH, "cells", "length", "must have at most " + MAX_LENGTH + " characters together");
    }
}
