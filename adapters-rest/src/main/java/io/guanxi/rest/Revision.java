package io.guanxi.rest;

import io.guanxi.domain.kernel.CrmException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate's version as an entity tag (RFC 9110 §8.8.3), and what the headers {@code If-Match} and {@code If-None-Match} say
 * about it. Version 7 is {@code "7"}.
 *
 * @param any {@code *}: whichever version there is
 * @param tags the tags listed, quotes included
 */
record Revision(boolean any, List<String> tags) {

    private static final Pattern NEXT =
            Pattern.compile("\\G[ \\t]*+(?<tag>(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*+\")[ \\t]*+(?:,|$)");
    private static final Pattern NUMBER = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");

    /** The tag of a version. */
    static String tag(long version) {
        return "\"" + version + "\"";
    }

    /** Null if the header is absent. */
    static @Nullable Revision read(String header, @Nullable String value) {
        if (value == null) {
            return null;
        }
        if (value.strip().equals("*")) {
            return new Revision(true, List.of());
        }
        List<String> tags = new ArrayList<>();
        int end = 0;
        for (Matcher next = NEXT.matcher(value); next.find(); end = next.end()) {
            tags.add(next.group("tag"));
        }
        if (end < value.length() || tags.isEmpty()) {
            throw new CrmException.Invalid(header, "format", "must be * or a list of tags such as \"7\"");
        }
        return new Revision(false, List.copyOf(tags));
    }

    /** Weak comparison, as {@code If-None-Match} asks for: {@code W/"7"} is {@code "7"}. */
    boolean mentions(long version) {
        return any || tags.contains(tag(version)) || tags.contains("W/" + tag(version));
    }

    /** Strong comparison, as {@code If-Match} asks for: a weak tag matches nothing. */
    boolean matches(long version) {
        return any || tags.contains(tag(version));
    }

    /** The version, if there is exactly one tag and it can be the tag of a version. */
    @Nullable
    Long single() {
        Matcher number = NUMBER.matcher(tags.size() == 1 ? tags.get(0) : "");
        return number.matches() ? Long.valueOf(number.group(1)) : null;
    }
}
