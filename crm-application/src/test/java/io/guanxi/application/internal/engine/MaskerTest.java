package io.guanxi.application.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.spi.Json;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.Masks;
import io.guanxi.domain.kernel.Personal.Kind;
import io.guanxi.domain.kernel.PhoneNumber;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskerTest {

    @Test
    void textsAreMaskedByWhatTheyAre() {
        assertThat(Masks.mask(Kind.PHONE, "+8613812341234")).isEqualTo("+86138****1234");
        assertThat(Masks.mask(Kind.PHONE, "+4930901820")).isEqualTo("+49****1820");
        assertThat(Masks.mask(Kind.PHONE, "+1234567")).isEqualTo("+1******");
        assertThat(Masks.mask(Kind.EMAIL, "anna@acme.com")).isEqualTo("a***@acme.com");
        assertThat(Masks.mask(Kind.NAME, "张三丰")).isEqualTo("张**");
        assertThat(Masks.mask(Kind.NAME, "😀x")).isEqualTo("😀**");
        assertThat(Masks.mask(Kind.TEXT, "allergic to nuts")).isEqualTo("***");
        assertThat(Masks.mask(Kind.IDENTITY, "oX-1")).isEqualTo("***");
    }

    @Test
    void masksFitTheTypes() {
        List.of("+8613812341234", "+4930901820", "+1234567", "+123456789012345")
                .forEach(each -> assertThat(new PhoneNumber(Masks.mask(Kind.PHONE, each)).isMasked())
                        .isTrue());
        assertThat(new EmailAddress(Masks.mask(Kind.EMAIL, "a@b.test")).value()).isEqualTo("a***@b.test");
        assertThat(new PhoneNumber("+8613812341234").isMasked()).isFalse();
    }

    @Test
    void whatIsMaskedIsKnownAsSuch() {
        for (Kind kind : Kind.values()) {
            assertThat(Masks.isMasked(Masks.mask(kind, "+8613812341234")))
                    .as("%s", kind)
                    .isTrue();
        }
        assertThat(Masks.isMasked("2 ** 3 is 8")).isFalse();
        assertThat(Masks.isMasked("Zhu Xi")).isFalse();
    }

    @Test
    void aValueSaysOfWhatKindItIs() {
        assertThat(Marks.of(ContactPoint.class, new Json().mapper()).toString())
                .contains("kind=EMAIL", "kind=PHONE", "kind=ADDRESS")
                .doesNotContain("kind=TEXT");
    }
}
