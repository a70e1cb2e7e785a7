package io.guanxi.application.columns;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import io.guanxi.domain.notation.DateText;
import io.guanxi.domain.schema.FieldDefinition;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What stands in a column, by a sample of its cells. */
final class ColumnContent {

    private static final String PHONE = "[+(（]?[0-9０-９][0-9０-９ ()（）./#xet转－—-]{5,30}";
    private static final Pattern PHONES = Pattern.compile(PHONE + "(\\s*[;；]\\s*" + PHONE + ")*");
    private static final Splitter PARTS =
            Splitter.on(CharMatcher.anyOf(";；\n")).trimResults().omitEmptyStrings();
    private static final Pattern URL =
            Pattern.compile("(?i)(https?://|www\\.)\\S+|[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,10}(/\\S*)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9][0-9.,' ]*");
    private static final Pattern YEAR = Pattern.compile("(1[0-9]|20)[0-9]{2}([-/年.].*)?");

    private final List<String> cells;

    /** @param cells those that are not empty */
    ColumnContent(List<String> cells) {
        this.cells = cells;
    }

    /** Which part of the cells can be such a field; none for a field that may be any text, or of an empty column. */
    OptionalDouble fit(ColumnField field) {
        if (cells.isEmpty()) {
            return OptionalDouble.empty();
        }
        return switch (field) {
            case EMAIL -> share(each -> PARTS.split(each).forEach(part -> new EmailAddress(part)));
            case USCC -> share(each -> new UnifiedSocialCreditCode(each));
            case PHONE, MOBILE, FAX -> matching(PHONES);
            case WEBSITE -> matching(URL);
            case BIRTHDAY,
                    CREATED_AT,
                    CHANGED_AT,
                    NEXT_CONTACT,
                    LAST_CONTACT,
                    OPENED_ON,
                    CLOSE_DATE,
                    DUE_AT,
                    HELD_AT,
                    CLOSED_AT -> share(each -> DateText.read(each, DateText.Order.DAY_FIRST));
            case EMPLOYEES ->
                OptionalDouble.of(Math.max(0.5, matching(NUMBER).orElse(0))); // ranges such as 11-50 are usual too
            case FOUNDED_YEAR -> matching(YEAR);
            default -> OptionalDouble.empty();
        };
    }

    /** Which part of the cells can be values of a custom field. */
    OptionalDouble fit(FieldDefinition field) {
        if (cells.isEmpty()) {
            return OptionalDouble.empty();
        }
        return switch (field.shape().type()) {
            case NUMBER -> matching(NUMBER);
            case DATE, INSTANT -> share(each -> DateText.read(each, DateText.Order.DAY_FIRST));
            case CHOICE ->
                OptionalDouble.of(cells.stream()
                                .filter(each -> field.choice(each.strip()).isPresent())
                                .count()
                        / (double) cells.size());
            case TEXT, MONEY, FLAG, CHOICES, REFERENCE -> OptionalDouble.empty();
        };
    }

    private OptionalDouble matching(Pattern pattern) {
        return OptionalDouble.of(cells.stream()
                        .filter(each -> pattern.matcher(each.strip()).matches())
                        .count()
                / (double) cells.size());
    }

    private OptionalDouble share(Consumer<String> reader) {
        return OptionalDouble.of(
                cells.stream().filter(each -> isReadBy(reader, each)).count() / (double) cells.size());
    }

    private static boolean isReadBy(Consumer<String> reader, String text) {
        try {
            reader.accept(text);
            return true;
        } catch (CrmException.Invalid invalid) {
            return false;
        }
    }
}
