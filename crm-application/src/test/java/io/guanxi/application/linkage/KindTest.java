package io.guanxi.application.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindTest {

    @ParameterizedTest
    @CsvSource({
        "818/762-1221|310-246-1501|(212) 555 0199, PHONE",
        "13812345678|13998765432|15012340000, PHONE",
        "+86 138 1234 5678|138-1234-5678, PHONE",
        "2015-10-29|2016-01-27, DATE",
        "19081209|19990219, DATE",
        "29.10.2015|1/2/2016, DATE",
        "2015年10月29日|2016年1月2日, DATE",
        "ann@acme.test|bob@acme.test, CODE",
        "6988048|7364009|2635962, CODE",
        "91110000802100433B|91310000MA1K30XQ2E, CODE",
        "6|69|373|1016, NUMBER",
        "$12.99|$7.50|1299.00, NUMBER",
        "12224 ventura blvd.|9 main st, TEXT",
        "小米|华为, TEXT"
    })
    void aColumnIsKnownByItsValues(String values, Kind kind) {
        assertThat(Kind.of(Splitter.on('|').splitToList(values))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "PHONE, 818/762-1221, 8187621221",
        "PHONE, +1 (818) 762-1221 ext. 5, 8187621221",
        "PHONE, 001-818-762-1221, 8187621221",
        "PHONE, +86 138-1234-5678, 13812345678",
        "PHONE, 13812345678, 13812345678",
        "PHONE, 030 123456, 30123456",
        "DATE, 29.10.2015, 20151029",
        "DATE, 10/29/2015, 20151029",
        "DATE, 2015年1月9日, 20150109",
        "DATE, 1/2/85, 19850102",
        "CODE, de-123.456, de123456",
        "NUMBER, '$1,299.00', 1299.00"
    })
    void valuesAreBroughtToOneForm(Kind kind, String value, String canonical) {
        assertThat(kind.canonical(value, false)).isEqualTo(canonical);
    }
}
