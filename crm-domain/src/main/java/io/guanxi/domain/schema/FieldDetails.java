package io.guanxi.domain.schema;

import com.google.common.collect.ImmutableSortedMap;
import io.guanxi.domain.kernel.Check;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What may be changed of a field at any time. What was stored before stays as it is, and a value that is not touched is not asked
 * to fit new rules.
 *
 * @param labels what it is called, by locale such as {@code en} or {@code zh-CN}; the name where there is none
 * @param required whether whoever sets fields must leave it with a value
 * @param requiredIn the stages that a thing may not enter while it has no value: of a deal codes of its pipeline or WON and LOST, of a
 *     ticket, an activity and a campaign their status. Name the later ones too, for pipelines differ
 * @param min the least number or amount; null for no bound
 * @param max the largest number or amount; null for no bound
 * @param maxLength how long a text may be; null for as long as its type allows
 * @param pattern a regular expression that the whole of a text must match (java.util.regex); null for none
 * @param choices the values of a field of choices, 1 to 500
 * @param initial the value of whatever becomes known from now on, as text; null for none
 * @param formula how its value is computed of other fields, in the Common Expression Language; null if it is set by people
 * @param readers the roles that may read it; none for everybody. The host's {@code Authorizer} has the last word
 * @param writers the roles that may set it; none for everybody
 */
@RecordBuilder
public record FieldDetails(
        Map<String, String> labels,
        boolean required,
        Set<String> requiredIn,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer maxLength,
        @Nullable String pattern,
        List<Choice> choices,
        @Nullable String initial,
        @Nullable String formula,
        Set<String> readers,
        Set<String> writers)
        implements FieldDetailsBuilder.With {

    /** How many choices a field may have. */
    public static final int MAX_CHOICES = 500;

    /** Nothing is demanded, and everybody may. */
    public static final FieldDetails PLAIN = new FieldDetails(
            Map.of(), false, Set.of(), null, null, null, null, List.of(), null, null, Set.of(), Set.of());

    private static final Pattern LOCALE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

    public FieldDetails {
        labels = checkedLabels(labels);
        Check.that(min == null || max == null || min.compareTo(max) <= 0, "max", "range", "must not be below min");
        if (maxLength != null) {
            Check.range("maxLength", maxLength, 1, FieldType.MAX_TEXT);
        }
        pattern = Check.optionalText("pattern", pattern, 500);
        requirePattern(pattern);
        choices = checkedChoices(choices);
        initial = Check.optionalText("initial", initial, FieldType.MAX_TEXT);
        requiredIn = Check.texts("requiredIn", requiredIn, 50, 50);
        formula = Check.optionalText("formula", formula, 2_000);
        readers = Check.texts("readers", readers, 100, 100);
        writers = Check.texts("writers", writers, 100, 100);
    }

    /** Only the choices of that code, and nothing demanded. */
    public static FieldDetails choosing(String... codes) {
        return PLAIN.withChoices(List.of(codes).stream().map(Choice::of).toList());
    }

    static List<Choice> checkedChoices(List<Choice> choices) {
        Set<String> codes = new HashSet<>();
        choices.forEach(each -> Check.that(codes.add(each.code()), "choices", "unique", "must have different codes"));
        return Check.list("choices", choices, MAX_CHOICES);
    }

    static Map<String, String> checkedLabels(Map<String, String> labels) {
        ImmutableSortedMap.Builder<String, String> checked = ImmutableSortedMap.naturalOrder();
        Check.that(labels.size() <= 50, "labels", "size", "must have at most 50 entries");
        labels.forEach((locale, label) -> {
            Check.that(LOCALE.matcher(locale).matches(), "labels", "format", "must be by locale, such as en or zh-CN");
            checked.put(locale, Check.text("labels", label, 100));
        });
        return checked.build();
    }

    private static void requirePattern(@Nullable String pattern) {
        try {
            if (pattern != null) {
                Pattern.compile(pattern);
            }
        } catch (PatternSyntaxException malformed) {
            Check.that(false, "pattern", "format", "must be a regular expression");
        }
    }
}
