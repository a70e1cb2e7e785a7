package io.guanxi.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What is just possible, and what just is not. */
class CheckTest {

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9_999, 12, 31);

    private static void isRefused(ThrowingCallable input, String field, String rule) {
        assertThatThrownBy(input).isInstanceOfSatisfying(CrmException.Invalid.class, invalid -> {
            assertThat(invalid.code()).isEqualTo("invalid");
            assertThat(invalid.violations()).singleElement().satisfies(each -> {
                assertThat(each.field()).isEqualTo(field);
                assertThat(each.rule()).isEqualTo(rule);
            });
        });
    }

    @Test
    void aTextMayBeAsLongAsItMayBe() {
        assertThat(Check.text("name", " 12345 ", 5)).isEqualTo("12345");
        isRefused(() -> Check.text("name", "123456", 5), "name", "length");
        isRefused(() -> Check.text("name", " ", 5), "name", "required");
        isRefused(() -> Check.text("name", null, 5), "name", "required");
        isRefused(() -> Check.text("name", "a\u0000", 5), "name", "control-character");
    }

    /** U+D800 to U+DFFF are halves; the characters beside them are characters. */
    @Test
    void aTextHasNoHalfCharacters() {
        assertThat(Check.text("name", "\uD7FF😀\uE000", 5)).isEqualTo("\uD7FF😀\uE000");
        isRefused(() -> Check.text("name", "a\uD800", 5), "name", "unicode");
        isRefused(() -> Check.text("name", "a\uDFFF", 5), "name", "unicode");
    }

    @Test
    void whatIsBlankIsAbsent() {
        assertThat(Check.optionalText("remark", "\t", 5)).isNull();
        assertThat(Check.optionalText("remark", null, 5)).isNull();
        assertThat(Check.optionalText("remark", " a ", 5)).isEqualTo("a");
    }

    @Test
    void textsAreDistinctSortedAndNotTooMany() {
        assertThat(Check.texts("tags", List.of("b", " a", "b"), 5, 3)).containsExactly("a", "b");
        isRefused(() -> Check.texts("tags", List.of("a", "b", "c", "d"), 5, 3), "tags", "size");
        isRefused(() -> Check.texts("tags", List.of("a", "123456"), 5, 3), "tags", "length");
    }

    @Test
    void aListMayHaveAsManyAsItMayHave() {
        assertThat(Check.list("lines", List.of(1, 2), 2)).containsExactly(1, 2);
        isRefused(() -> Check.list("lines", List.of(1, 2, 3), 2), "lines", "size");
    }

    @Test
    void bothEndsOfARangeBelongToIt() {
        assertThat(Check.range("limit", 1, 1, 3)).isEqualTo(1);
        assertThat(Check.range("limit", 3, 1, 3)).isEqualTo(3);
        isRefused(() -> Check.range("limit", 0, 1, 3), "limit", "range");
        isRefused(() -> Check.range("limit", 4, 1, 3), "limit", "range");
    }

    @Test
    void aDateHasAYearOfOneToFourDigits() {
        Check.date("closeOn", null);
        Check.date("closeOn", FIRST_DAY);
        Check.date("closeOn", LAST_DAY);
        isRefused(() -> Check.date("closeOn", FIRST_DAY.minusDays(1)), "closeOn", "range");
        isRefused(() -> Check.date("closeOn", LAST_DAY.plusDays(1)), "closeOn", "range");
    }

    @Test
    void anAmountIsNotLessThanNothingAndFitsAColumn() {
        Money tooMuch = Money.of(CurrencyUnit.EUR, Check.MAX_AMOUNT);
        Check.amount("amount", null);
        Check.amount("amount", Money.zero(CurrencyUnit.EUR));
        Check.amount("amount", tooMuch.minusMinor(1));
        isRefused(() -> Check.amount("amount", Money.ofMinor(CurrencyUnit.EUR, -1)), "amount", "range");
        isRefused(() -> Check.amount("amount", tooMuch), "amount", "range");
    }

    @Test
    void whatIsPossibleInsideIsPossible() {
        assertThat(Check.inside("owner", () -> "ann")).isEqualTo("ann");
    }
}
