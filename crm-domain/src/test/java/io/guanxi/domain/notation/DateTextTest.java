package io.guanxi.domain.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Violation;
import io.guanxi.domain.notation.DateText.Order;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2017-03-21",
                " 2017/3/21 ",
                "2017.3.21",
                "20170321",
                "20170321T101500Z",
                "2017-03-21T10:15:00.000+08:00",
                "2017-03-21 10:15",
                "2017/3/21 10:15:00 PM",
                "2017年3月21日",
                "2017年03月21日 10:15",
                "2017 年 3 月 21 号",
                "２０１７年３月２１日",
                "二〇一七年三月二十一日",
                "二零一七年三月二十一号",
                "21.3.2017",
                "21.03.17",
                "21. 3. 2017",
                "21/03/2017",
                "3/21/2017",
                "3/21/17, 10:15 AM",
                "21 March 2017",
                "21-Mar-2017",
                "21-Mar-17",
                "21st March 2017",
                "Mar 21, 2017",
                "March 21st, 2017",
                "Mar. 21, 2017 10:15",
                "Tue, 21 Mar 2017 10:15:00 GMT",
                "Tuesday, March 21, 2017",
                "2017-Mar-21"
            })
    void readsDaysAsPeopleWriteThem(String text) {
        assertThat(DateText.read(text, Order.UNKNOWN)).isEqualTo("2017-03-21");
    }

    @ParameterizedTest
    @CsvSource({
        "3/4/2017,DAY_FIRST,2017-04-03",
        "3/4/2017,MONTH_FIRST,2017-03-04",
        "03-04-17,DAY_FIRST,2017-04-03",
        "3.4.2017,MONTH_FIRST,2017-04-03",
        "13/4/2017,MONTH_FIRST,2017-04-13",
        "4/4/2017,UNKNOWN,2017-04-04",
        "1/2/68,DAY_FIRST,2068-02-01",
        "1/2/69,DAY_FIRST,1969-02-01",
        "二〇二〇年十月十日,UNKNOWN,2020-10-10",
        "二〇二〇年十二月三十日,UNKNOWN,2020-12-30"
    })
    void whatComesFirstIsTold(String text, Order order, LocalDate day) {
        assertThat(DateText.read(text, order)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "3/4/2017,order",
        "2017-02-29,calendar",
        "31/4/2017,calendar",
        "20171301,calendar",
        "0000-01-01,range",
        "tomorrow,format",
        "2017,format",
        "2017-03,format",
        "12:30,format",
        "Marz 3 2017,format",
        "1/2-2017,format"
    })
    void whatIsNoDayOrCouldBeTwoIsRefused(String text, String rule) {
        assertThatThrownBy(() -> DateText.read(text, Order.UNKNOWN))
                .isInstanceOfSatisfying(
                        CrmException.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::rule)
                                .containsExactly(rule));
    }

    @Test
    void aColumnShowsWhatComesFirst() {
        assertThat(DateText.orderOf(List.of("", "1/2/2017", "3/3/2017", "2/13/2017", "x")))
                .isEqualTo(Order.MONTH_FIRST);
        assertThat(DateText.orderOf(List.of("1-2-2017", "13-2-2017"))).isEqualTo(Order.DAY_FIRST);
        assertThat(DateText.orderOf(List.of("1.2.2017"))).isEqualTo(Order.DAY_FIRST);
        assertThat(DateText.orderOf(List.of("1/2/2017", "2017-01-13"))).isEqualTo(Order.UNKNOWN);
    }
}
