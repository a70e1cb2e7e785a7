package io.guanxi.examples.cli.salespipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.person.PersonView;
import io.guanxi.domain.opportunity.Opportunity.Status;
import java.time.LocalDate;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file is imported, and then a later one in which something has changed. */
class LaterFileTest {

    private final TestCrm crm = new TestCrm();

    @AfterEach
    void close() {
        crm.close();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = '|', textBlock = """
            # the same
            Ann Lee,Anvil,Acme,Won,2017-01-05,2017-02-01,90   | Ann Lee,Anvil,Acme,Won,2017-01-05,2017-02-01,90.00 |
            Ann Lee,Anvil,,Engaging,2017-01-05,,              | Ann Lee,Anvil,,Engaging,2017-01-05,,0              |
            # moved on
            Ann Lee,Anvil,,Prospecting,,,                     | Ann Lee,Anvil,,Engaging,2017-01-05,,               | opening-corrected stage-advanced
            Ann Lee,Anvil,,Prospecting,,,                     | Ann Lee,Anvil,Acme,Won,2017-01-05,2017-02-01,90    | details-corrected customer-assigned lines-replaced opening-corrected stage-advanced won
            Ann Lee,Anvil,Acme,Prospecting,,,                 | Ann Lee,Anvil,Acme,Lost,2017-01-05,2017-02-01,0    | opening-corrected stage-advanced lost
            Ann Lee,Anvil,Acme,Engaging,2017-01-05,,          | Ann Lee,Anvil,Acme,Won,2017-01-05,2017-02-01,90    | lines-replaced won
            Ann Lee,Anvil,Acme,Engaging,2017-01-05,,          | Ann Lee,Anvil,Acme,Won,2017-01-05,2017-02-01,100   | won
            Ann Lee,Anvil,Acme,Engaging,2017-01-05,,          | Ann Lee,Anvil,Acme,Lost,2017-01-05,2017-02-01,     | lost
            # corrected
            Ann Lee,Anvil,Acme,Engaging,2017-01-05,,          | Bob Fox,Anvil,Acme,Engaging,2017-01-05,,           | owner-transferred
            Ann Lee,Anvil,Acme,Engaging,2017-01-05,,          | Ann Lee,Big Rope,Acme,Engaging,2017-01-05,,        | details-corrected lines-replaced
            Ann Lee,Anvil,Acme,Engaging,2017-01-05,,          | Ann Lee,Anvil,Ajax,Engaging,2017-01-09,,           | details-corrected customer-assigned opening-corrected
            Ann Lee,Anvil,Acme,Engaging,2017-01-05,,          | Ann Lee,Anvil,Acme,Prospecting,,,                  | stage-rolled-back
            Ann Lee,Anvil,Acme,Won,2017-01-05,2017-02-01,90   | Ann Lee,Anvil,Acme,Won,2017-01-05,2017-02-01,95    | reopened lines-replaced won
            Ann Lee,Anvil,Acme,Won,2017-01-05,2017-02-01,90   | Ann Lee,Anvil,Acme,Won,2017-01-05,2017-01-20,90    | reopened won
            Ann Lee,Anvil,Acme,Won,2017-01-05,2017-02-01,90   | Bob Fox,Anvil,Acme,Won,2017-01-04,2017-02-01,90    | reopened owner-transferred opening-corrected won
            Ann Lee,Anvil,Acme,Won,2017-01-05,2017-02-01,90   | Ann Lee,Anvil,Acme,Lost,2017-01-05,2017-02-01,0    | reopened lost
            Ann Lee,Anvil,Acme,Lost,2017-01-05,2017-02-01,0   | Ann Lee,Anvil,Acme,Won,2017-01-05,2017-02-03,90    | reopened lines-replaced won
            Ann Lee,Anvil,Acme,Won,2017-01-05,2017-02-01,90   | Ann Lee,Anvil,Acme,Engaging,2017-01-05,,           | reopened
            """)
    void theDifferenceIsExecutedAndNothingElse(String before, String after, String events) {
        crm.run(Folders.deals("1," + before));
        int known = crm.history("1").size();
        ImportResult result = crm.run(Folders.deals("1," + after));
        assertThat(result.rejections()).isEmpty();
        assertThat(String.join(
                        " ", crm.history("1").subList(known, crm.history("1").size())))
                .isEqualTo(events == null ? "" : events);
        assertThat(result.files().get(3).updated()).isEqualTo(events == null ? 0 : 1);

        assertThat(crm.run(Folders.deals("1," + after)).changedAnything()).isFalse();
        try (TestCrm fresh = new TestCrm()) {
            fresh.run(Folders.deals("1," + after));
            assertThat(facts(crm.deal("1"))).isEqualTo(facts(fresh.deal("1")));
        }
    }

    /** What reports are made of. The price that nobody has told stays what it was. */
    private static String facts(OpportunityView deal) {
        boolean told = deal.status() == Status.WON;
        return String.join(
                ", ",
                deal.status().name(),
                deal.stage().code(),
                String.valueOf(deal.customer()),
                deal.details().name(),
                String.valueOf(deal.owner()),
                deal.lines().get(0).product(),
                told ? String.valueOf(deal.amount()) : "",
                deal.stage().code().equals("prospecting") ? "" : deal.openedOn().toString(),
                String.valueOf(deal.closedOn()));
    }

    @Test
    void anAccountThatWasKnownCannotBecomeUnknown() {
        crm.run(Folders.deals("1,Ann Lee,Anvil,Acme,Engaging,2017-01-05,,"));
        ImportResult result = crm.run(Folders.deals("1,Ann Lee,Anvil,,Engaging,2017-01-05,,"));
        assertThat(result.rejections())
                .containsExactly(new Rejection(
                        "sales_pipeline.csv", 2, "account", "is empty, but the deal had an account before"));
    }

    @Test
    void anotherListPriceDoesNotChangeDeals() {
        crm.run(Folders.deals("1,Ann Lee,Anvil,Acme,Engaging,2017-01-05,,"));
        ImportResult result = crm.run(Folders.of(
                Folders.ACCOUNTS,
                Folders.PRODUCTS.replace("100", "120"),
                Folders.TEAMS,
                Folders.HEADER + "1,Ann Lee,Anvil,Acme,Engaging,2017-01-05,,\n"));
        assertThat(result.files().get(1)).isEqualTo(new FileCount("products.csv", 2, 0, 1, 1, 0));
        assertThat(result.files().get(3).unchanged()).isEqualTo(1);
        assertThat(crm.deal("1").amount()).isEqualTo(Money.parse("USD 100"));
    }

    @Test
    void accountsAndPeopleFollowTheFile() {
        crm.run(Folders.deals());
        ImportResult result = crm.run(Folders.of(
                Folders.ACCOUNTS.replace("Germany", "France").replace("retail,1991", "food,1991"),
                Folders.PRODUCTS,
                Folders.TEAMS.replace("Bob Fox,Mo Ray", "Bob Fox,Di Poe"),
                Folders.HEADER));
        assertThat(result.files().get(0).updated()).isEqualTo(2);
        assertThat(result.files().get(2)).isEqualTo(new FileCount("sales_teams.csv", 2, 0, 1, 1, 0));
        assertThat(crm.account("Ajax").details().industry()).isEqualTo("food");
        assertThat(crm.account("Acme").contactPoints()).hasSize(2);
        PersonView bob =
                crm.session().views(PersonView.TYPE).byId(Ids.person("Bob Fox")).orElseThrow();
        assertThat(bob.placements()).singleElement().satisfies(each -> {
            assertThat(each.manager()).isEqualTo("Di Poe");
            assertThat(each.validFrom()).isEqualTo(LocalDate.of(1, 1, 1));
        });
    }
}
