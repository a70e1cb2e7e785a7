package io.guanxi.application.imports;

import com.google.common.base.CharMatcher;
import io.guanxi.application.check.PhoneReader;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.opportunity.Pipeline;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all rows of an import.
 *
 * @param source the name of the system that the rows come from
 * @param currency in which amounts are meant that do not say; null if they must
 * @param region where telephone numbers are dialled whose row names no country; {@code 001} for nowhere
 * @param values what the other system's words mean here, by their {@link #key}
 * @param updateBy what makes a row the same as a record, beside its original id; null for that alone
 * @param linked whether original ids of all kinds are kept as links
 * @param now the business time of what has none
 */
record Terms(
        String source,
        @Nullable CurrencyUnit currency,
        String region,
        Pipeline pipeline,
        Map<String, String> values,
        @Nullable ColumnField updateBy,
        Import.Rule rule,
        boolean dryRun,
        boolean linked,
        Instant now) {

    private static final CharMatcher SIGNS = CharMatcher.forPredicate(Character::isLetterOrDigit)
            .or(CharMatcher.inRange(Character.MIN_SURROGATE, Character.MAX_SURROGATE))
            .negate();

    /** Who did what the table names nobody for: not whoever imports it. */
    String author() {
        return "import:" + source;
    }

    /** Numbers as they are dialled in a country; null for that of the import. */
    PhoneReader phones(@Nullable String country) {
        try {
            return PhoneReader.in(country == null ? region : country);
        } catch (CrmException.Invalid withoutPlan) {
            return PhoneReader.international();
        }
    }

    /** A word without case, width, spaces and punctuation. */
    static String key(String text) {
        return SIGNS.removeFrom(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    }

    /** What a word of theirs means here, if somebody said so. */
    Optional<String> meaning(String theirs) {
        return Optional.ofNullable(values.get(key(theirs)));
    }
}
