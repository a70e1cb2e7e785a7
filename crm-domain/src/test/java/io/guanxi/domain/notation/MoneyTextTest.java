package io.guanxi.domain.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Violation;
import io.guanxi.domain.notation.MoneyText.DecimalMark;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTextTest {

    private static final CurrencyUnit HKD = CurrencyUnit.of("HKD");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$342.09K | USD 342090",
                "¥1.2万 | CNY 12000",
                "￥１.２万 | CNY 12000",
                "1.2亿元 | CNY 120000000",
                "1亿2000万 | EUR 120000000",
                "1亿2000万元人民币 | CNY 120000000",
                "3万5千 | EUR 35000",
                "3.5万亿 | EUR 3500000000000",
                "500块 | CNY 500",
                "1,234.50元 | CNY 1234.5",
                "人民币 1,234.50 元 | CNY 1234.5",
                "RMB500 | CNY 500",
                "1.2w | EUR 12000",
                "5百万美元 | USD 5000000",
                "EUR 1.234,56 | EUR 1234.56",
                "1.234,56 € | EUR 1234.56",
                "1 234,56 € | EUR 1234.56",
                "1\u202f234\u00a0567,5 | EUR 1234567.5",
                "CHF 1'234.50 | CHF 1234.5",
                "CHF 1’234.- | CHF 1234",
                "100,-- € | EUR 100",
                "US$ 1,234,567.89 | USD 1234567.89",
                "1,234,567 | EUR 1234567",
                "1.234.567 | EUR 1234567",
                "12,34,567.5 | EUR 1234567.5",
                "₹ 12,34,567 | INR 1234567",
                "1,234 | EUR 1234",
                "1234.567 | EUR 1234.567",
                "1,5 | EUR 1.5",
                ".5 | EUR 0.5",
                "$.50 | USD 0.5",
                "0.125 | EUR 0.125",
                "1.234M | EUR 1234000",
                "£3m | GBP 3000000",
                "€1.5bn | EUR 1500000000",
                "5mEUR | EUR 5000000",
                "2 Mio. € | EUR 2000000",
                "USD 5 million | USD 5000000",
                "5 million dollars | USD 5000000",
                "HK$80k | HKD 80000",
                "R$ 1.234,56 | BRL 1234.56",
                "250 kr | SEK 250",
                "(1,234.50) | EUR -1234.5",
                "($5) | USD -5",
                "-$5 | USD -5",
                "$-5 | USD -5",
                "5- | EUR -5",
                "\u22125,00 € | EUR -5",
                "+7 | EUR 7",
                "0 | EUR 0",
                "000 | EUR 0",
                "$5 USD | USD 5",
                "JPY 1,200 | JPY 1200",
                "1200円 | JPY 1200"
            })
    void readsAmountsAsPeopleWriteThem(String text, String meant) {
        MoneyText read = MoneyText.read(text, CurrencyUnit.EUR);
        assertThat(read.currency() + " " + read.amount().toPlainString()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "1.234,decimal-mark",
        "12.345 USD,decimal-mark",
        "abc,format",
        "1 2,format",
        "1.2.3,format",
        "1.23.456,format",
        "12 34 56,format",
        "1-2,format",
        "5 apples,currency",
        "about 5,currency",
        "(5,format",
        "€5 USD,currency",
        "5万3亿,format",
        "5千百,format",
        "1e5,format"
    })
    void whatIsNoAmountOrCouldBeTwoIsRefused(String text, String rule) {
        assertThatThrownBy(() -> MoneyText.read(text, CurrencyUnit.EUR))
                .isInstanceOfSatisfying(
                        CrmException.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::rule)
                                .containsExactly(rule));
    }

    @Test
    void whoKnowsTheSourceKnowsItsDecimalMark() {
        assertThat(MoneyText.read("1.234", CurrencyUnit.EUR, DecimalMark.COMMA).amount())
                .isEqualByComparingTo("1234");
        assertThat(MoneyText.read("1.234", CurrencyUnit.EUR, DecimalMark.POINT).amount())
                .isEqualByComparingTo("1.234");
        assertThat(MoneyText.read("1,234", CurrencyUnit.EUR, DecimalMark.COMMA).amount())
                .isEqualByComparingTo("1.234");
    }

    @Test
    void aSignOfSeveralCurrenciesMeansTheAssumedOneIfItCan() {
        assertThat(MoneyText.read("$5", HKD).currency()).isEqualTo(HKD);
        assertThat(MoneyText.read("¥5", CurrencyUnit.JPY).currency()).isEqualTo(CurrencyUnit.JPY);
        assertThat(MoneyText.read("5元", HKD).currency()).isEqualTo(HKD);
        assertThat(MoneyText.read("¥5元", CurrencyUnit.USD).currency().getCode()).isEqualTo("CNY");
    }

    @Test
    void nothingIsRounded() {
        assertThat(MoneyText.read("$342.09K", CurrencyUnit.USD).toMoney()).isEqualTo(Money.parse("USD 342090.00"));
        assertThatThrownBy(() -> MoneyText.read("0.125", CurrencyUnit.USD).toMoney())
                .isInstanceOf(CrmException.Invalid.class)
                .hasMessageContaining("2 decimals");
        assertThatThrownBy(() -> MoneyText.read("1.5", CurrencyUnit.JPY).toMoney())
                .isInstanceOf(CrmException.Invalid.class);
    }
}
