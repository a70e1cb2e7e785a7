package io.guanxi.application.lookup;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import io.guanxi.application.internal.text.Plain;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.Personal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one view is found by. A term is of small letters and digits, of Chinese characters, a whole e-mail address, or {@code #} and
 * the digits of a telephone number from the last to the first.
 *
 * @param parts by each term a letter for each kind of personal data that it comes from, in their order; {@code .} for none
 */
public record Terms(SortedMap<String, String> parts) {

    /** How many characters of a term count. */
    public static final int LONGEST = 32;

    /** Raised when views get other terms, so that they are folded anew. */
    public static final int REVISION = 2;

    /** Of a view with more, the others are not looked up. */
    private static final int MOST = 200;

    private static final String PHONE = "#";
    private static final char OPEN = '.';
    private static final Terms NONE = new Terms(ImmutableSortedMap.of());
    private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();

    /** The terms of a view, by those of its attributes that its type is looked up by. */
    public static <V extends View> Terms of(ViewType<V> type, V view) {
        Map<String, Set<Character>> found = new HashMap<>();
        for (Attribute<V, ?> attribute : type.lookedUpBy()) {
            Personal.Kind kind = type.personal().get(attribute.name());
            for (String value : values(attribute.valueOf(view))) {
                terms(kind, value, term -> {
                    String cut = cut(term);
                    if (found.size() < MOST || found.containsKey(cut)) {
                        found.computeIfAbsent(cut, any -> new TreeSet<>()).add(letter(kind));
                    }
                });
            }
        }
        SortedMap<String, String> parts = new TreeMap<>();
        found.forEach((term, letters) ->
                parts.put(term, letters.stream().map(String::valueOf).collect(Collectors.joining())));
        return new Terms(parts);
    }

    private static List<String> values(@Nullable Object value) {
        if (value instanceof String text) {
            return text.equals(Erased.TEXT) ? List.of() : List.of(text);
        }
        return value instanceof Set<?> texts
                ? texts.stream().map(String::valueOf).sorted().toList()
                : List.of();
    }

    private static void terms(Personal.@Nullable Kind kind, String value, Consumer<String> terms) {
        if (kind == Personal.Kind.PHONE) {
            terms.accept(phone(CharMatcher.inRange('0', '9').retainFrom(value)));
        } else if (kind == Personal.Kind.EMAIL) {
            String address = Plain.of(value);
            terms.accept(address);
            Words.terms(address, terms);
        } else if (kind == Personal.Kind.IDENTITY) {
            // without the source, which many share
            Words.terms(value.substring(value.indexOf(':') + 1), terms);
        } else {
            Words.terms(value, terms);
            Words.together(value, terms);
        }
    }

    /** The end of a number, of which the last digits are typed. */
    static String phone(String digits) {
        return PHONE + new StringBuilder(digits).reverse();
    }

    /** A term as far as it counts. */
    static String cut(String term) {
        if (term.length() <= LONGEST) {
            return term;
        }
        return term.substring(0, Character.isHighSurrogate(term.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    static char letter(Personal.@Nullable Kind kind) {
        return kind == null ? OPEN : kind.name().charAt(0);
    }

    // ---- for storages

    /** As a text in which {@link Sought.Token} looks for terms: a line for each, which begins with a letter of its parts. */
    public String written() {
        StringBuilder lines = new StringBuilder();
        parts.forEach((term, letters) -> letters.chars()
                .forEach(each -> lines.append('\n').append((char) each).append(term)));
        return lines.append('\n').toString();
    }

    /** What was written; none if nothing was. */
    public static Terms read(@Nullable String written) {
        if (written == null) {
            return NONE;
        }
        SortedMap<String, String> parts = new TreeMap<>();
        for (String line : LINES.split(written)) {
            parts.merge(line.substring(1), line.substring(0, 1), String::concat);
        }
        return new Terms(parts);
    }
}
