package io.guanxi.examples.cli.salespipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Recorded;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.person.PersonView;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.kernel.PostalAddress;
import io.guanxi.domain.opportunity.Opportunity.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnderstoodRowsTest {

    private final TestCrm crm = new TestCrm();

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void aWonDealHasGoneThroughItsStagesAtTheTimesOfTheFile() {
        crm.run(Folders.deals("1,Ann Lee,Anvil,Acme,Won,2017-01-05,2017-02-01,90.5"));
        OpportunityView deal = crm.deal("1");
        assertThat(deal.status()).isEqualTo(Status.WON);
        assertThat(deal.openedOn()).isEqualTo(LocalDate.of(2017, 1, 5));
        assertThat(deal.closedOn()).isEqualTo(LocalDate.of(2017, 2, 1));
        assertThat(deal.amount()).isEqualTo(Money.parse("USD 90.50"));
        assertThat(deal.owner()).isEqualTo("Ann Lee");
        assertThat(deal.customer()).isEqualTo(Ids.account("Acme"));
        assertThat(deal.details().name()).isEqualTo("Anvil – Acme");
        assertThat(deal.details().source()).isEqualTo("sales-pipeline 1");
        assertThat(crm.history("1")).containsExactly("opened", "stage-advanced", "won");
        List<Recorded<?>> history = crm.session().history(Ids.opportunity("1"));
        assertThat(history)
                .extracting(each -> each.meta().happenedAt())
                .containsExactly(
                        Instant.parse("2017-01-05T00:00:00Z"),
                        Instant.parse("2017-01-05T00:00:00Z"),
                        Instant.parse("2017-02-01T00:00:00Z"));
        assertThat(history).allMatch(each -> each.meta().recordedAt().equals(TestCrm.NOW));
    }

    @Test
    void openDealsMayLackDateAndAccountAndHopeForTheListPrice() {
        ImportResult result = crm.run(Folders.deals(
                "1,Ann Lee,Anvil,,Prospecting,,,",
                "2,Ann Lee,Big Rope,,Engaging,2017-01-05,,",
                "3,Ann Lee,Anvil,Acme,Lost,2017-01-05,2017-01-09,0"));
        assertThat(result.rejections()).isEmpty();
        assertThat(crm.deal("1").openedOn()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(crm.deal("1").customer()).isNull();
        assertThat(crm.history("1")).containsExactly("opened");
        assertThat(crm.deal("2").stage().code()).isEqualTo("engaging");
        assertThat(crm.deal("2").amount()).isEqualTo(Money.parse("USD 40"));
        assertThat(crm.deal("3").amount()).isEqualTo(Money.parse("USD 100"));
        assertThat(crm.deal("3").endReason()).isEqualTo("not given in sales_pipeline.csv");
    }

    @Test
    void accountsHaveTheFactsOfTheFileAndFindTheirParentsInAnyOrder() {
        ImportResult result = crm.run(Folders.of("""
                account,sector,year_established,revenue,employees,office_location,subsidiary_of
                Child,retail,1991,1100.04,20,United States,PARENT co
                Parent Co.,food,1960,0.5,,Philipines,
                Orphan,,,,,,Nobody
                """, Folders.PRODUCTS, Folders.TEAMS, Folders.HEADER));
        assertThat(result.rejections()).isEmpty();
        CustomerView child = crm.account("Child");
        assertThat(child.details().parent()).isEqualTo(Ids.account("Parent Co."));
        assertThat(child.details().annualRevenue()).isEqualTo(Money.parse("USD 1100040000"));
        assertThat(child.details().industry()).isEqualTo("retail");
        assertThat(child.details().foundedYear()).isEqualTo(1991);
        assertThat(child.details().employees()).isEqualTo(20);
        assertThat(child.contactPoints())
                .containsExactly(new ContactPoint.Postal(new PostalAddress(null, null, null, null, null, "US")));
        assertThat(crm.account("Parent Co.").contactPoints())
                .containsExactly(
                        new ContactPoint.Postal(new PostalAddress("Philipines", null, null, null, null, null)));
        assertThat(crm.account("Orphan").details().parent()).isNull();
        assertThat(result.readings())
                .containsExactly(
                        new Reading("accounts.csv", "subsidiary_of", "PARENT co", "Parent Co.", 1, 2),
                        new Reading(
                                "accounts.csv",
                                "office_location",
                                "Philipines",
                                "an address, for no country has that name",
                                1,
                                3),
                        new Reading(
                                "accounts.csv",
                                "subsidiary_of",
                                "Nobody",
                                "no parent, for there is no account in accounts.csv called \"Nobody\"",
                                1,
                                4));
    }

    @Test
    void namesSpelledALittleDifferentlyAreMatchedAndReportedOnce() {
        ImportResult result = crm.run(Folders.deals(
                "1,ann lee,BigRope,ACME,engaging,2017-01-05,,",
                "2,Ann  Lee,big-rope,Acme,WON,2017-01-05,2017-01-06,5",
                "3,Ann Lee,BigRope,Acme,Engaging,2017-01-05,,"));
        assertThat(result.rejections()).isEmpty();
        assertThat(crm.deal("1").owner()).isEqualTo("Ann Lee");
        assertThat(crm.deal("1").lines().get(0).product()).isEqualTo("Big Rope");
        assertThat(result.readings())
                .contains(
                        new Reading("sales_pipeline.csv", "product", "BigRope", "Big Rope", 2, 2),
                        new Reading("sales_pipeline.csv", "account", "ACME", "Acme", 1, 2),
                        new Reading("sales_pipeline.csv", "sales_agent", "Ann  Lee", "Ann Lee", 1, 3));
    }

    @Test
    void filesMayBeWrittenInManyWays() {
        String accounts = """
                Account , SECTOR,year_established,revenue,employees,office_location,subsidiary_of,remark
                "Acme, ""the"" Co",retail,1990,1.5,10,DE,,"two
                lines"

                """;
        String deals = """
                close_value,close_date,engage_date,deal_stage,account,product,sales_agent,opportunity_id
                90,2017-02-01,2017-01-05,Won,"Acme, ""the"" Co",Anvil,Ann Lee,1
                ,,,Prospecting,,Anvil,Ann Lee,2""";
        ImportResult result = crm.run(Folders.of(
                "\uFEFF" + accounts.replace("\n", "\r\n"),
                "sales_price,product,series\r\n 100 , Anvil ,A",
                "regional_office,sales_agent,manager\rWest,Ann Lee,Mo Ray\r",
                deals));
        assertThat(result.rejections()).isEmpty();
        assertThat(result.rows()).isEqualTo(5);
        assertThat(crm.account("Acme, \"the\" Co").contactPoints())
                .containsExactly(new ContactPoint.Postal(new PostalAddress(null, null, null, null, null, "DE")));
        assertThat(crm.deal("1").status()).isEqualTo(Status.WON);
    }

    @Test
    void managersAreEnrolledAndNobodyIsTheirOwn() {
        ImportResult result = crm.run(
                Folders.of(Folders.ACCOUNTS, Folders.PRODUCTS, Folders.TEAMS + "Mo Ray,Mo Ray,West\n", Folders.HEADER));
        assertThat(result.rejections()).isEmpty();
        assertThat(result.readings())
                .contains(new Reading(
                        "sales_teams.csv", "manager", "Mo Ray", "no manager, for nobody is their own", 1, 4));
        PersonView ann =
                crm.session().views(PersonView.TYPE).byId(Ids.person("Ann Lee")).orElseThrow();
        assertThat(ann.placements()).singleElement().satisfies(each -> {
            assertThat(each.manager()).isEqualTo("Mo Ray");
            assertThat(each.region()).isEqualTo("West");
            assertThat(each.validFrom()).isEqualTo(LocalDate.of(1, 1, 1));
        });
        assertThat(crm.session().views(PersonView.TYPE).byId(Ids.person("Mo Ray")))
                .isPresent();
    }

    @Test
    void moneyIsMeantInTheCurrencyAskedFor() {
        crm.run(Folders.deals("1,Ann Lee,Anvil,Acme,Won,2017-01-05,2017-02-01,90"), CurrencyUnit.JPY);
        assertThat(crm.deal("1").amount()).isEqualTo(Money.parse("JPY 90"));
        assertThat(crm.account("Acme").details().annualRevenue()).isEqualTo(Money.parse("JPY 1500000"));
    }
}
