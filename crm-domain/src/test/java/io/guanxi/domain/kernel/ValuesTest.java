package io.guanxi.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"info@acme.test", "o'neill+x@sub.acme.test", "王小明@例子.中国", "a@b.co", "ann@ai"})
    void acceptsEmailAddressesOfBusiness(String text) {
        assertThat(new EmailAddress(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                "@acme.test",
                "a@",
                "a@b",
                "ann@gmail",
                "a..b@acme.test",
                ".a@acme.test",
                "a.@acme.test",
                "a b@acme.test",
                "a@-acme.test",
                "a@acme-.test",
                "a@acme..test",
                "a@acme.test.",
                "a@b@acme.test",
                "a@1.2.3.4",
                "a\u0000@acme.test"
            })
    void refusesWhatIsNoEmailAddress(String text) {
        assertThatThrownBy(() -> new EmailAddress(text)).isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void anEmailAddressKeepsItsLocalPartAndLowersItsHost() {
        assertThat(new EmailAddress(" Ann.Lee@ACME.Test ").value()).isEqualTo("Ann.Lee@acme.test");
        assertThat(new EmailAddress("ａｎｎ＠ＡＣＭＥ．ｔｅｓｔ").value()).isEqualTo("ann@acme.test");
        assertThat(new EmailAddress("Ann.Lee@acme.test").key()).isEqualTo("ann.lee@acme.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+8613812341234", "+4930901820", "+1234567", "+123456789012345"})
    void acceptsPhonesInInternationalForm(String text) {
        assertThat(new PhoneNumber(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"13812341234", "+0123456789", "+123456", "+1234567890123456", "+86 138", "+٣٤٥٦٧٨٩٠"})
    void refusesOtherSpellingsOfPhones(String text) {
        assertThatThrownBy(() -> new PhoneNumber(text)).isInstanceOf(CrmException.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "91350100M000100Y43,",
        "91350100m000100y43,",
        "91350100-M000100Y4-3,",
        "９１３５０１００ Ｍ０００１００Ｙ４３,",
        "91990100M000100Y43,region",
        "91350100M000100Y4Z,format",
        "91350100M000100Y44,check",
        "91350100M000100Y33,organisation-check",
        "9135010AM000100Y43,region",
        "91350100M000100Y4,length",
        "91350100M000100IO3,format"
    })
    void verifiesBothCheckCharactersOfTheCreditCode(String code, String brokenRule) {
        if (brokenRule == null) {
            assertThat(new UnifiedSocialCreditCode(code).value()).isEqualTo("91350100M000100Y43");
        } else {
            assertThatThrownBy(() -> new UnifiedSocialCreditCode(code))
                    .isInstanceOfSatisfying(
                            CrmException.Invalid.class,
                            invalid -> assertThat(invalid.violations())
                                    .extracting(Violation::rule)
                                    .containsExactly(brokenRule));
        }
    }

    /** A remainder of 0 must give the check character 0, which a formula without its outer "mod 31" gets wrong. */
    @Test
    void aRemainderOfZeroGivesZero() {
        assertThatCode(() -> new UnifiedSocialCreditCode("911100000000004570")).doesNotThrowAnyException();
    }

    @Test
    void agreesWithTheVectorsOfThePublicRegister() throws IOException {
        Optional<Path> vectors = SharedData.find("zh-uscc-and-regions/uscc_valid_visible.csv");
        List<String> lines = vectors.isPresent()
                ? Files.readAllLines(vectors.get())
                : List.of("uscc,valid", "91350100M000100Y43,true", "91350100M000100Y44,false");
        assertThat(lines.subList(1, lines.size())).allSatisfy(line -> {
            String[] cells = line.split(",", -1);
            assertThat(isCreditCode(cells[0])).as(line).isEqualTo(!cells[1].matches("(?i)false|0|no"));
        });
    }

    private static boolean isCreditCode(String text) {
        try {
            new UnifiedSocialCreditCode(text);
            return true;
        } catch (CrmException.Invalid invalid) {
            return false;
        }
    }

    @Test
    void anAddressSaysSomething() {
        assertThatThrownBy(() -> new PostalAddress(null, " ", null, null, null, null))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new PostalAddress("Main St 1", null, null, null, null, "china"))
                .isInstanceOf(CrmException.Invalid.class);
        assertThat(new PostalAddress(" 五四路 1 号 ", null, "福州市", null, null, "CN").line())
                .isEqualTo("五四路 1 号");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000", "a\u0000b", "\uD83D", "\uDE00x"})
    void textsThatCannotBeStoredAreRefused(String text) {
        assertThatThrownBy(() -> Check.text("name", text, 10)).isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void aViolationNamesItsPlace() {
        assertThatThrownBy(() -> Check.inside("owner[1]", () -> new EmailAddress("x")))
                .isInstanceOfSatisfying(
                        CrmException.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .containsExactly(
                                        new Violation("owner[1].email", "format", "must look like name@example.com")));
    }

    @Test
    void instantsAreCutToMicrosecondsAndDaysAreCountedInTheBusinessZone() {
        Instant nanos = Instant.parse("2026-01-01T20:00:00.123456789Z");
        var context = new CallContext(new Actor("ann", Set.of()), nanos, nanos, ZoneId.of("Asia/Shanghai"));
        assertThat(context.at()).isEqualTo("2026-01-01T20:00:00.123456Z");
        assertThat(context.today()).isEqualTo("2026-01-02");
    }

    @Test
    void aLocalPartHasAtMostSixtyFourCharacters() {
        assertThatCode(() -> new EmailAddress("a".repeat(64) + "@acme.test")).doesNotThrowAnyException();
        assertThatThrownBy(() -> new EmailAddress("a".repeat(65) + "@acme.test"))
                .isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void aCountryAloneIsAnAddress() {
        assertThat(new PostalAddress(null, null, null, null, null, "KE").country())
                .isEqualTo("KE");
        assertThatThrownBy(() -> new PostalAddress(null, null, null, null, null, "ke"))
                .isInstanceOf(CrmException.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0_-", "east", "a23456789012345678901234567890123456789012345678901234567890123"})
    void acceptsNamesOfTenants(String text) {
        assertThat(new TenantId(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "_a",
                "A",
                "ı",
                "a/b",
                "a234567890123456789012345678901234567890123456789012345678901234"
            })
    void refusesOtherNamesOfTenants(String text) {
        assertThatThrownBy(() -> new TenantId(text)).isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void valuesOfOneTextReadAsThatText() {
        assertThat(new EmailAddress("info@acme.test")).hasToString("info@acme.test");
        assertThat(new PhoneNumber("+4930901820")).hasToString("+4930901820");
        assertThat(new UnifiedSocialCreditCode("91350100M000100Y43")).hasToString("91350100M000100Y43");
    }

    @Test
    void anActorHasTheRolesThatTheHostSays() {
        assertThat(new Actor("ann", Set.of("sales")).has("sales")).isTrue();
        assertThat(new Actor("ann", Set.of("sales")).has("service")).isFalse();
        assertThat(Actor.system("duty:x")).isEqualTo(new Actor("system:duty:x", Set.of("system")));
    }

    @Test
    void whatHappensHappensInAYearThatCanBeStored() {
        Actor ann = new Actor("ann", Set.of());
        Instant last = Instant.parse("9999-12-31T23:59:59Z");
        assertThat(new CallContext(ann, last, last, ZoneId.of("UTC")).today()).isEqualTo("9999-12-31");
        assertThatThrownBy(() -> new CallContext(ann, last.plusSeconds(1), last, ZoneId.of("UTC")))
                .isInstanceOf(CrmException.Invalid.class);
    }
}
