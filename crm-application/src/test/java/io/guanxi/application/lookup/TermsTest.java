package io.guanxi.application.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Meta;
import io.guanxi.application.Recorded;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerEvent.ContactPointAdded;
import io.guanxi.domain.customer.CustomerEvent.IdentityAdded;
import io.guanxi.domain.customer.CustomerEvent.Registered;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.customer.SourceIdentity;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {

    private static final CustomerId ID = CustomerId.random();
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final UUID COMMAND = new UUID(0, 1);
    private static final Meta META =
            new Meta(TenantId.MAIN, 1, NOON, NOON, "ann", COMMAND, "customer.register", 1, COMMAND, null);

    private static Terms named(String name, DomainEvent... more) {
        List<DomainEvent> events = new ArrayList<>();
        events.add(new Registered(ID, CustomerKind.PERSON, CustomerDetails.named(name)));
        events.addAll(List.of(more));
        CustomerView view = CustomerView.TYPE.fold(
                null,
                events.stream().map(each -> new Recorded<>("any", each, META)).toList());
        return Terms.of(CustomerView.TYPE, Objects.requireNonNull(view));
    }

    private static boolean finds(String typed, Terms terms, Personal.Kind... masked) {
        return Sought.of(CustomerView.TYPE, typed, Set.of(masked)).stream()
                .anyMatch(each -> each.isIn(terms.written()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "张三丰 | 张",
                "张三丰 | 三丰",
                "张三丰 | 张三丰",
                "张三丰 | zhangsan",
                "张三丰 | zhang san",
                "张三丰 | Zhang San Feng",
                "张三丰 | zsf",
                "张三丰 | sanfeng",
                "张三丰 | sf",
                "张 三丰 | 张三",
                "单雄信 | sxx",
                "单雄信 | shan xiong",
                "北京某某科技有限公司 | bjmmkj",
                "北京某某科技有限公司 | 科技",
                "北京某某科技有限公司 | 北京 科技",
                "北京某某科技有限公司 | keji",
                "北京某某科技有限公司 | 北京某某科技有限公司",
                "Müller GmbH | muller",
                "Müller GmbH | MÜLL",
                "Müller GmbH | gmbh mü",
                "Straße | strasse",
                "Zoë O'Neil | O'Neil",
                "Zoë O'Neil | o’neil",
                "Zoë O'Neil | oneil zoe",
                "Zoë O'Neil | o neil",
                "Zoë O'Neil | neil",
                "Hewlett-Packard | hewlett-p",
                "Hewlett-Packard | packard",
                "U.S.A. Foods Ltd | usa",
                "U.S.A. Foods Ltd | u.s.a. foods",
                "J.P. Morgan | jp morgan",
                "３Ｍ中国 | 3m中国",
                "３Ｍ中国 | zhongguo",
                "ACME 4711 | ４７１１",
                "𠮷野家 | 野家",
                "𠮷野家 | 𠮷野"
            })
    void whatIsTypedFindsTheName(String name, String typed) {
        assertThat(finds(typed, named(name))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "张三丰 | 张丰",
                "张三丰 | hangsan",
                "张三丰 | zf",
                "北京某某科技有限公司 | 有限公司",
                "Müller GmbH | uller",
                "Müller GmbH | muller ag",
                "Zoë O'Neil | on eil zo",
                "ACME 4711 | 711"
            })
    void andNothingElseDoes(String name, String typed) {
        assertThat(finds(typed, named(name))).isFalse();
    }

    private static Terms reachable() {
        return named(
                "Li Lei",
                new ContactPointAdded(ID, new ContactPoint.Phone(new PhoneNumber("+8613800138000"))),
                new ContactPointAdded(ID, new ContactPoint.Email(new EmailAddress("Lei.Li@acme.test"))),
                new IdentityAdded(ID, new SourceIdentity("erp", "K-4711")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8000",
                "38000",
                "13800138000",
                "138 0013 8000",
                "013800138000",
                "+86 138-0013-8000",
                "0086 13800138000",
                "８０００",
                "li 8000",
                "lei 138 0013 8000"
            })
    void theLastDigitsFindANumber(String typed) {
        assertThat(finds(typed, reachable())).isTrue();
        assertThat(finds(typed, reachable(), Personal.Kind.PHONE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "1380", "0138", "18000"})
    void otherDigitsDoNot(String typed) {
        assertThat(finds(typed, reachable())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lei.li@acme.test", "LEI.LI@ac", "acme", "@acme.test", "acme.test"})
    void anAddressIsFoundWholeAndByItsWords(String typed) {
        assertThat(finds(typed, reachable())).isTrue();
        assertThat(finds(typed, reachable(), Personal.Kind.EMAIL)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k-4711", "4711"})
    void soIsWhatOtherSystemsCallThem(String typed) {
        assertThat(finds(typed, reachable())).isTrue();
        assertThat(finds(typed, reachable(), Personal.Kind.IDENTITY)).isFalse();
    }

    @Test
    void aWholeWordIsBetterThanItsBeginning() {
        Sought acme = Sought.of(CustomerView.TYPE, "acme", Set.of()).get(0);
        assertThat(acme.wholeIn(named("Acme Corp").written())).isEqualTo(1);
        assertThat(acme.wholeIn(named("Acmetric").written())).isZero();
    }

    /** Thousands may have each of the words, of whom a lookup looks at the first only. */
    @ParameterizedTest
    @ValueSource(strings = {"anna maria schm", "maria schmidt", "Anna-Maria Schmidt", "schmidt maria"})
    void aNameThatIsTypedInFullIsOneThing(String typed) {
        Terms terms = named("Anna Maria Schmidt");

        assertThat(Sought.of(CustomerView.TYPE, typed, Set.of()))
                .anyMatch(each -> each.tokens().size() == 1 && each.isIn(terms.written()));
        assertThat(terms.parts()).hasSize(5);
    }

    @Test
    void ofTheErasedNothingIsFound() {
        assertThat(named(Erased.TEXT).parts()).isEmpty();
    }

    @Test
    void howeverLongANameTermsAreFewAndShort() {
        Terms terms = named("张三李四王五赵六".repeat(25));
        assertThat(terms.parts().size()).isBetween(10, 200);
        assertThat(terms.parts().keySet()).allMatch(each -> each.length() <= Terms.LONGEST);
        assertThat(finds("张三李四王五赵六".repeat(6), terms)).isTrue();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(Terms.read(reachable().written())).isEqualTo(reachable());
        assertThat(Terms.read(null).parts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "",
            value = {"' ' | required", "--- | content", "a b c d e f g h i | size"})
    void whatCannotBeLookedForIsRefused(String typed, String rule) {
        refused(typed, rule);
    }

    @Test
    void soIsWhatIsTooLong() {
        refused("x".repeat(101), "length");
    }

    private static void refused(String typed, String rule) {
        assertThatThrownBy(() -> Sought.of(CustomerView.TYPE, typed, Set.of()))
                .isInstanceOfSatisfying(
                        CrmException.Invalid.class,
                        refusal -> assertThat(refusal.violations())
                                .singleElement()
                                .satisfies(each -> {
                                    assertThat(each.field()).isEqualTo("lookup");
                                    assertThat(each.rule()).isEqualTo(rule);
                                }));
    }
}
