package io.guanxi.application.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.internal.text.Pinyin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ACME Inc. | acme",
                "Müller & Söhne GmbH | muller and sohne",
                "12224 Ventura Blvd. | 12224 ventura boulevard",
                "435 S. La Cienega Blv. | 435 south la cienega blvd",
                "art's deli | arts deli",
                "U.S.A. Foods Ltd | usa foods",
                "北京华为科技有限公司 | 北京华为科技",
                "北京华为科技（集团）有限公司 | 北京华为科技",
                "Straße 5 | strasse 5",
                "ＡＢＣ　１２ | abc 12"
            })
    void whatIsMeantTheSameIsWrittenTheSame(String one, String other) {
        assertThat(Texts.words(Texts.folded(one))).isEqualTo(Texts.words(Texts.folded(other)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "N/A", "null", "-", "?", "无", "unknown"})
    void nothingIsNothing(String text) {
        assertThat(Texts.folded(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"张三, zhangsan, zs", "北京, beijing, bj", "吕布, lvbu, lb"})
    void chineseIsRead(String text, String sound, String initials) {
        assertThat(Pinyin.of(text)).isEqualTo(sound);
        assertThat(Pinyin.initials(text)).isEqualTo(initials);
    }
}
