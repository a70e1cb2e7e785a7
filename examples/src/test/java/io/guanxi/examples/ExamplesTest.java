package io.guanxi.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.examples.duplicates.TwiceTheSame;
import io.guanxi.examples.enrichment.LessTyping;
import io.guanxi.examples.erasure.ErasePerson;
import io.guanxi.examples.evidence.ProveLog;
import io.guanxi.examples.fields.OwnFields;
import io.guanxi.examples.households.OneHousehold;
import io.guanxi.examples.lookup.FindAsYouType;
import io.guanxi.examples.merges.TwoRecords;
import io.guanxi.examples.pools.PublicPool;
import io.guanxi.examples.quality.CleanData;
import io.guanxi.examples.quickstart.Quickstart;
import io.guanxi.examples.retention.KeepNoLonger;
import io.guanxi.examples.shadow.FollowOldErp;
import io.guanxi.examples.tenants.ManageTenants;
import io.guanxi.examples.tiers.GoldCustomers;
import io.guanxi.examples.timeline.CustomerStory;
import io.guanxi.examples.touchpoints.WhereWeMeet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {

    @Test
    void quickstartTellsWhatHasHappened() {
        assertThat(printed(() -> Quickstart.main(new String[0])))
                .contains("Acme [vip]")
                .contains("customer.registered")
                .contains("customer.tagged");
    }

    @Test
    void anErasedPersonIsForgottenByTheHostToo() {
        assertThat(printed(() -> ErasePerson.main(new String[0])))
                .contains("the host forgets: customer", "the host forgets: opportunity")
                .contains("[erased] [Email[address=erased@erased.invalid]]")
                .doesNotContain("Zhu Xi");
    }

    @Test
    void whoChangesTheLogIsFoundOut() {
        assertThat(printed(() -> {
                    try {
                        ProveLog.main(new String[0]);
                    } catch (GeneralSecurityException | SQLException broken) {
                        throw new IllegalStateException(broken);
                    }
                }))
                .contains("1 events are what they were")
                .contains("the event was changed at position 1: sequence 1 of ");
    }

    @Test
    void aTenantThatIsErasedHasNothingLeft() {
        assertThat(printed(() -> ManageTenants.main(new String[0])))
                .contains("1 commands, 1 events", "the host forgets: contract 12", "acme 0");
    }

    @Test
    void theStoryOfACustomerIsTold() {
        assertThat(printed(() -> CustomerStory.main(new String[0])))
                .contains(
                        "2026-03-06T09:00:00Z visit activity.completed",
                        "2026-03-02T09:00:00Z visit activity.follow-up-planned",
                        "2026-03-02T09:00:00Z contact contact.added")
                .contains("were left alone");
    }

    @Test
    void whoSpentEnoughIsGold() {
        assertThat(printed(() -> GoldCustomers.main(new String[0])))
                .contains("place=gold", "reason=spent-1000-in-a-year", "orders=1, ordered=CNY 1200.00");
    }

    @Test
    void whoIsLeftAloneGoesToThePoolAndFromThereToAColleague() {
        assertThat(printed(() -> PublicPool.main(new String[0])))
                .contains(
                        "Ann keeps it until Lapse[rule=silent for 30 days, since={ownedSince=2026-03-02T12:00:00Z},"
                                + " until=2026-04-01T12:00:00Z, renewedBy=[lastContact, ownedSince], unless=[a deal]]",
                        "pool=public, releasedFrom=ann, releasedBy=system:duty:pool-public-1-silent for 30 days",
                        "ann has owned the customer before and may claim it from 2026-04-08T12:00:00Z on",
                        "givenFrom=public, givenTo=bob, givenBy=bob");
    }

    @Test
    void twoRecordsAreOneAndTwoAgain() {
        assertThat(printed(() -> TwoRecords.main(new String[0])))
                .contains("Acne Ltd, tools, 1 orders", "Acme, null, 0 orders");
    }

    @Test
    void anOldSystemIsFollowedComparedAndTakenOver() {
        assertThat(printed(() -> FollowOldErp.main(new String[0])))
                .contains("2 changes taken in")
                .contains("column=Industry, theirs=machines, ours=tools")
                .contains("1 of 2 are equal")
                .contains("taken over: [organisations]");
    }

    @Test
    void aTenantHasFieldsOfItsOwn() {
        assertThat(printed(() -> OwnFields.main(new String[0]))).contains("Acme 12");
    }

    @Test
    void peopleAreFoundWhileANameIsTyped() {
        assertThat(printed(() -> FindAsYouType.main(new String[0])).lines())
                .containsExactly(
                        "三丰 张三丰",
                        "zhang san 张三丰",
                        "zsf 张三丰",
                        "8000 张三丰",
                        "bjmm 北京某某科技有限公司",
                        "科技 北京某某科技有限公司",
                        "mull Müller & O'Neil GmbH",
                        "oneil Müller & O'Neil GmbH");
    }

    @Test
    void aStewardDecidesWhatWasFound() {
        assertThat(printed(() -> CleanData.main(new String[0])))
                .contains("INVALID 100 phones must be a number that +86 assigns", "INCOMPLETE 25 industry")
                .contains(
                        "completeness=Part[percent=75, of=4, faults=[industry]]",
                        "Gap[field=industry, count=1, weight=1]");
    }

    @Test
    void whoIsThereTwiceIsToldOfRefusedAndLetIn() {
        assertThat(printed(() -> {
                    try {
                        TwiceTheSame.main(new String[0]);
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                }))
                .contains("PHONE=1.0", "duplicate.like-another", "2 created, 1 suspected", "line=2, refused=false");
    }

    @Test
    void whatIsKeptForTooLongGoesAndIsProven() {
        assertThat(printed(() -> KeepNoLonger.main(new String[0])))
                .contains("1 due, 1 held", "reason=retention: prospects", "system:duty:retention-prospects")
                .contains("three years after the registration (ERASE, prospects)");
    }

    @Test
    void aHouseholdCountsTogetherWhileItIsOne() {
        assertThat(printed(() -> OneHousehold.main(new String[0])).lines())
                .containsExactly(
                        "2026-05-01: 3 count together, CNY 60.00",
                        "head: true",
                        "2026-07-01: 2 count together, CNY 20.00",
                        "[]");
    }

    @Test
    void touchpointsAreCountedByBranches() {
        assertThat(printed(() -> WhereWeMeet.main(new String[0])).lines())
                .containsExactly("touchpoint.unknown", "{online=3, online.wechat=2, shop=1}", "3");
    }

    @Test
    void aRegisterFillsInWhatNobodyHasSaid() {
        assertThat(printed(() -> {
                    try {
                        LessTyping.main(new String[0]);
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                }))
                .contains("name=榕信, industry=机床", "employees=120")
                .contains("details.industry ann", "details.employees system:reaction:WhenCompanyIsRegistered");
    }

    /** The README's lines are the example's, so they compile and run. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickstart/Quickstart",
                "rest/RestServer",
                "cli/Database",
                "erasure/ErasePerson",
                "evidence/ProveLog",
                "tenants/ManageTenants",
                "timeline/CustomerStory",
                "tiers/GoldCustomers",
                "fields/OwnFields",
                "lookup/FindAsYouType",
                "merges/TwoRecords",
                "quality/CleanData",
                "duplicates/TwiceTheSame",
                "shadow/FollowOldErp"
            })
    void theReadmesShowTheExamples(String example) throws IOException {
        String source = Files.readString(
                Path.of("src/main/java/io/guanxi/examples/" + example + ".java"), StandardCharsets.UTF_8);
        String lines = source.substring(
                        source.indexOf("// README begins") + "// README begins".length(),
                        source.indexOf("        // README ends"))
                .stripTrailing()
                .stripIndent()
                .strip();
        for (String readme : new String[] {"../README.md", "../README.zh-CN.md"}) {
            assertThat(Files.readString(Path.of(readme), StandardCharsets.UTF_8))
                    .contains("```java\n" + lines + "\n```");
        }
    }

    static String printed(Runnable main) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            main.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
