package io.guanxi.domain.opportunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Violation;
import java.math.BigDecimal;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {

    private static Line line(String quantity, String unitPrice, String discount) {
        return new Line("1", "SKU-1", new BigDecimal(quantity), Money.parse(unitPrice), new BigDecimal(discount));
    }

    @ParameterizedTest
    @CsvSource({
        "2,          EUR 10.00, 0,       EUR 20.00",
        "1,          EUR 10.00, 100,     EUR 0.00",
        "3,          EUR 10.00, 12.5,    EUR 26.25",
        "0.5,        EUR 0.01,  0,       EUR 0.01",
        "0.499999,   EUR 0.01,  0,       EUR 0.00",
        "1,          EUR 0.33,  33.3333, EUR 0.22",
        "1.5,        JPY 333,   0,       JPY 500",
        "0.333333,   KWD 1.000, 0,       KWD 0.333",
        "1000000000, CNY 0.01,  0,       CNY 10000000.00"
    })
    void isWorthQuantityTimesPriceLessDiscountRoundedOnceHalfUp(
            String quantity, String unitPrice, String discount, String value) {
        assertThat(line(quantity, unitPrice, discount).value()).isEqualTo(Money.parse(value));
    }

    @ParameterizedTest
    @CsvSource({
        "0,             EUR 1,                   0,       quantity,        range",
        "-1,            EUR 1,                   0,       quantity,        range",
        "1000000000.1,  EUR 1,                   0,       quantity,        range",
        "1E+999999999,  EUR 1,                   0,       quantity,        range",
        "1E-999999999,  EUR 1,                   0,       quantity,        decimals",
        "0.0000001,     EUR 1,                   0,       quantity,        decimals",
        "1,             EUR -0.01,               0,       unitPrice,       range",
        "1,             EUR 1000000000000000.00, 0,       unitPrice,       range",
        "1000000000,    EUR 1000000.00,          0,       value,           range",
        "1,             EUR 1,                   -1,      discountPercent, range",
        "1,             EUR 1,                   100.1,   discountPercent, range",
        "1,             EUR 1,                   0.00001, discountPercent, decimals"
    })
    void refusesWhatIsNoLine(String quantity, String unitPrice, String discount, String field, String rule) {
        assertThatThrownBy(() -> line(quantity, unitPrice, discount))
                .isInstanceOfSatisfying(
                        CrmException.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::field, Violation::rule)
                                .containsExactly(tuple(field, rule)));
    }

    @Test
    void equalNumbersMakeEqualLines() {
        assertThat(line("10", "EUR 1.00", "0.0")).isEqualTo(line("1E+1", "EUR 1.00", "0"));
        assertThat(line("10.00", "EUR 1.00", "0"))
                .isEqualTo(Line.of(" 1 ", "SKU-1", BigDecimal.TEN, Money.parse("EUR 1")));
        assertThat(line("1E+1", "EUR 1.00", "0").quantity()).hasToString("10");
    }

    @Test
    void aSumIsOfRoundedValues() {
        Line third = line("0.5", "EUR 0.01", "0");
        assertThat(new Lines(List.of(third, third)).total()).contains(Money.parse("EUR 0.02"));
        assertThat(Lines.NONE.total()).isEmpty();
    }
}
