package io.guanxi.application.lookup;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.guanxi.application.internal.text.Plain;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Personal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What somebody looks for: views that have a term for each token.
 *
 * @param tokens at least one, to begin with
 * @param letters of the parts that they may be found by, see {@link Terms}
 * @param all whether those are all parts that there are
 * @param named whether the order may follow their names
 */
public record Sought(List<Token> tokens, String letters, boolean all, boolean named) {

    /** How many places of a token in the order of terms and ids are looked at; behind them are only those for whom to type more. */
    public static final int PLACES = 500;

    /** The same where nothing else is asked for, so that all who have a place are found. */
    public static final int FIRST_PLACES = 200;

    private static final int LONGEST = 100;
    private static final int MOST_TOKENS = 8;
    private static final int LAST_DIGITS = 4;
    private static final int NUMBER = 7;
    private static final String FIELD = "lookup";
    private static final CharMatcher DIGIT = CharMatcher.inRange('0', '9');
    private static final Splitter PIECES = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    public Sought {
        tokens = List.copyOf(tokens);
    }

    /**
     * One of the things that a view must have.
     *
     * @param starts one to three; a term must begin with one of them
     */
    public record Token(List<String> starts) {

        public Token {
            starts = List.copyOf(starts);
        }

        static Token of(String start) {
            return new Token(List.of(Terms.cut(start)));
        }

        /** Whether terms, as {@link Terms#written}, have it. */
        boolean isIn(String written, String letters) {
            return found(written, letters, "");
        }

        /** Whether it is one of the terms, and not only the beginning of one. */
        boolean isWholeIn(String written, String letters) {
            return found(written, letters, "\n");
        }

        private boolean found(String written, String letters, String end) {
            return starts.stream()
                    .anyMatch(start ->
                            letters.chars().anyMatch(letter -> written.contains("\n" + (char) letter + start + end)));
        }
    }

    /** Whether a view of those terms has all that is looked for. */
    public boolean isIn(String written) {
        return tokens.stream().allMatch(each -> each.isIn(written, letters));
    }

    /** How many of the tokens are whole terms: what is named best comes first. */
    public int wholeIn(String written) {
        return (int)
                tokens.stream().filter(each -> each.isWholeIn(written, letters)).count();
    }

    /** The same things without one of them. */
    public Sought without(Token token) {
        return new Sought(tokens.stream().filter(each -> !each.equals(token)).toList(), letters, all, named);
    }

    /** All that terms may begin with. */
    public List<String> starts() {
        return tokens.stream()
                .flatMap(each -> each.starts().stream())
                .distinct()
                .toList();
    }

    /**
     * Those that tell something, of the first places of a start.
     *
     * @param places in the order of their terms, one more than so many if there are more
     * @param isWhole where the start is the whole term; these come first
     * @return empty if even these are more than so many
     */
    public static <P> Optional<List<P>> fewOf(List<P> places, Predicate<P> isWhole, int most) {
        if (places.size() <= most) {
            return Optional.of(places);
        }
        List<P> whole = places.stream().filter(isWhole).toList();
        return whole.size() <= most ? Optional.of(whole) : Optional.empty();
    }

    /** At how many places to look. */
    public int places(Filter<?> filter) {
        return tokens.size() == 1 && filter.equals(Filter.everything()) ? FIRST_PLACES : PLACES;
    }

    /**
     * What is looked for if that is typed, one way after another: as one word, as in {@code zhang san} for 张三, two the other way
     * round too, and each word by itself.
     *
     * @param masked what the asker may not see and so cannot find anybody by
     * @throws io.guanxi.domain.kernel.CrmException.Invalid if there is nothing to look for, or too much
     */
    public static <V extends View> List<Sought> of(ViewType<V> type, String typed, Set<Personal.Kind> masked) {
        Check.that(!typed.isBlank(), FIELD, "required", "must not be empty");
        Check.that(typed.length() <= LONGEST, FIELD, "length", "must have at most " + LONGEST + " characters");
        List<List<Token>> ways = ways(typed);
        Check.that(!ways.isEmpty(), FIELD, "content", "must have a letter or a digit");
        Check.that(
                ways.stream().allMatch(each -> each.size() <= MOST_TOKENS),
                FIELD,
                "size",
                "must have at most " + MOST_TOKENS + " words");
        return ways.stream().map(tokens -> of(type, tokens, masked)).toList();
    }

    /** Whoever has one of those things, each by itself. */
    public static <V extends View> Sought any(ViewType<V> type, Collection<Token> tokens, Set<Personal.Kind> masked) {
        return of(type, List.copyOf(tokens), masked);
    }

    /** What single things are in a text: each of its words, and all of them as one; none if there is no letter and no digit. */
    public static Set<Token> within(String text) {
        Set<Token> tokens = new LinkedHashSet<>();
        for (List<Token> way : ways(text.length() > LONGEST ? text.substring(0, LONGEST) : text)) {
            way.stream().limit(MOST_TOKENS).forEach(tokens::add);
        }
        return tokens;
    }

    private static <V extends View> Sought of(ViewType<V> type, List<Token> tokens, Set<Personal.Kind> masked) {
        Set<Character> there = parts(type, Set.of());
        Set<Character> open = parts(type, masked);
        String letters = open.stream().map(String::valueOf).collect(Collectors.joining());
        Personal.Kind name = type.personal().get(type.lookedUpBy().get(0).name());
        return new Sought(tokens, letters, open.equals(there), name == null || !masked.contains(name));
    }

    private static <V extends View> Set<Character> parts(ViewType<V> type, Set<Personal.Kind> masked) {
        Set<Character> parts = new LinkedHashSet<>();
        for (Attribute<V, ?> attribute : type.lookedUpBy()) {
            Personal.Kind kind = type.personal().get(attribute.name());
            if (kind == null || !masked.contains(kind)) {
                parts.add(Terms.letter(kind));
            }
        }
        return parts;
    }

    private static List<List<Token>> ways(String typed) {
        String folded = Plain.of(typed);
        List<Token> apart = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String piece : PIECES.split(folded)) {
            if (piece.indexOf('@') > 0) {
                apart.add(Token.of(piece));
            } else {
                for (String word : Words.of(piece, true)) {
                    words.add(word);
                    apart.add(token(word));
                }
            }
        }
        Set<List<Token>> ways = new LinkedHashSet<>();
        if (words.size() == apart.size() && words.size() > 1) {
            together(words, folded, ways);
        }
        if (!apart.isEmpty()) {
            ways.add(apart);
        }
        return List.copyOf(ways);
    }

    /** As if nothing stood between words of one script, or between the digits of a number. */
    private static void together(List<String> words, String folded, Set<List<Token>> ways) {
        int letters = words.size();
        while (letters > 0 && DIGIT.matchesAllOf(words.get(letters - 1))) {
            letters--;
        }
        String digits = String.join("", words.subList(letters, words.size()));
        if (words.size() - letters > 1 && (digits.length() >= NUMBER || folded.startsWith("+"))) {
            List<Token> tokens = new ArrayList<>();
            words.subList(0, letters).forEach(each -> tokens.add(token(each)));
            tokens.add(new Token(numbers(digits)));
            ways.add(tokens);
        } else if (words.stream().noneMatch(DIGIT::matchesAllOf)
                && words.stream().map(Words::isHan).distinct().count() == 1) {
            ways.add(List.of(Token.of(String.join("", words))));
            if (words.size() == 2 && !Words.isHan(words.get(0))) {
                ways.add(List.of(Token.of(words.get(1) + words.get(0)))); // the surname first, or last
            }
        }
    }

    private static Token token(String word) {
        if (word.length() < LAST_DIGITS || !DIGIT.matchesAllOf(word)) {
            return Token.of(word);
        }
        List<String> starts = new ArrayList<>(List.of(Terms.cut(word)));
        starts.addAll(numbers(word));
        return new Token(starts);
    }

    /** With and without the zero that a national number begins with, or the zeros of an international one. */
    private static List<String> numbers(String digits) {
        String without = CharMatcher.is('0').trimLeadingFrom(digits);
        return digits.length() >= NUMBER && without.length() < digits.length() && without.length() >= LAST_DIGITS
                ? List.of(Terms.cut(Terms.phone(digits)), Terms.cut(Terms.phone(without)))
                : List.of(Terms.cut(Terms.phone(digits)));
    }
}
