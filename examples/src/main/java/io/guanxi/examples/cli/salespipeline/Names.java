package io.guanxi.examples.cli.salespipeline;

import com.google.common.base.CharMatcher;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is called by names that other files spell in their own way. The exact name is taken first, then the only one that is the
 * same but for case, width, spaces and punctuation: {@code GTXPro} finds {@code GTX Pro}.
 */
final class Names<T> {

    private static final CharMatcher LETTERS = CharMatcher.forPredicate(Character::isLetterOrDigit)
            .or(CharMatcher.inRange(Character.MIN_SURROGATE, Character.MAX_SURROGATE));

    private final String what;
    private final Map<String, T> exact = new HashMap<>();
    private final Map<String, Set<String>> alike = new HashMap<>();

    /** @param what the things' sort and where they are listed, for messages: {@code product in products.csv} */
    Names(String what) {
        this.what = what;
    }

    /** A name that is there already keeps its first meaning. */
    void add(String name, T thing) {
        if (exact.putIfAbsent(name, thing) == null) {
            alike.computeIfAbsent(key(name), any -> new LinkedHashSet<>()).add(name);
        }
    }

    @Nullable
    T exactly(String name) {
        return exact.get(name);
    }

    /** @throws RowException if none or more than one can be meant */
    Found<T> find(String column, String spelled) {
        T same = exact.get(spelled);
        if (same != null) {
            return new Found<>(spelled, same);
        }
        Set<String> names = alike.getOrDefault(key(spelled), Set.of());
        if (names.size() > 1) {
            throw new RowException(
                    column,
                    Row.quoted(spelled) + " can be "
                            + names.stream().map(Row::quoted).collect(Collectors.joining(" or ")));
        }
        for (String name : names) {
            T thing = exact.get(name);
            if (thing != null) {
                return new Found<>(name, thing);
            }
        }
        throw new RowException(column, "there is no " + what + " called " + Row.quoted(spelled));
    }

    /** What is left of a name without case, width, spaces and punctuation; the name itself if that is nothing. */
    static String key(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String letters = LETTERS.retainFrom(plain);
        return letters.isEmpty() ? plain : letters;
    }

    /**
     * @param name as its own file spells it
     */
    record Found<T>(String name, T thing) {}
}
