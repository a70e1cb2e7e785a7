package io.guanxi.examples.cli.salespipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.examples.cli.salespipeline.SalesPipelineImport.Folder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectedRowsTest {

    private static final String FINE = "OK,Ann Lee,Anvil,Acme,Won,2017-01-01,2017-02-01,90";

    private final TestCrm crm = new TestCrm();

    @AfterEach
    void close() {
        crm.close();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = '|', textBlock = """
            ,Ann Lee,Anvil,Acme,Won,2017-01-01,2017-02-01,90         | opportunity_id | is empty
            1,,Anvil,Acme,Won,2017-01-01,2017-02-01,90               | sales_agent    | is empty
            1,Zed Zee,Anvil,Acme,Won,2017-01-01,2017-02-01,90        | sales_agent    | there is no sales agent in sales_teams.csv called "Zed Zee"
            1,Ann Lee,Moon,Acme,Won,2017-01-01,2017-02-01,90         | product        | there is no product in products.csv called "Moon"
            1,Ann Lee,Anvil,Nobody,Won,2017-01-01,2017-02-01,90      | account        | there is no account in accounts.csv called "Nobody"
            1,Ann Lee,Anvil,,Won,2017-01-01,2017-02-01,90            | account        | is empty, but a deal is won from somebody
            1,Ann Lee,Anvil,Acme,Maybe,2017-01-01,2017-02-01,90      | deal_stage     | "Maybe" is no stage; there are Prospecting, Engaging, Won, Lost
            1,Ann Lee,Anvil,Acme,Won,,2017-02-01,90                  | engage_date    | is empty, but the deal is beyond prospecting
            1,Ann Lee,Anvil,Acme,Won,2017-02-30,2017-03-01,90        | engage_date    | "2017-02-30" is no day of the calendar
            1,Ann Lee,Anvil,Acme,Won,01.02.2017,2017-03-01,90        | engage_date    | "01.02.2017" is no date such as 2017-03-01
            1,Ann Lee,Anvil,Acme,Won,0000-01-01,2017-03-01,90        | engage_date    | "0000-01-01" is no date such as 2017-03-01
            1,Ann Lee,Anvil,Acme,Won,2017-01-01,,90                  | close_date     | is empty, but the deal is closed
            1,Ann Lee,Anvil,Acme,Lost,2017-01-01,,0                  | close_date     | is empty, but the deal is closed
            1,Ann Lee,Anvil,Acme,Won,2017-01-02,2017-01-01,90        | close_date     | 2017-01-01 is before the deal was engaged on 2017-01-02
            1,Ann Lee,Anvil,Acme,Engaging,2017-01-01,2017-02-01,     | close_date     | 2017-02-01 is given, but the deal is open
            1,Ann Lee,Anvil,Acme,Won,2017-01-01,2017-02-01,          | close_value    | is empty, but the deal is won
            1,Ann Lee,Anvil,Acme,Won,2017-01-01,2017-02-01,-5        | close_value    | -5 is negative
            1,Ann Lee,Anvil,Acme,Won,2017-01-01,2017-02-01,ninety    | close_value    | "ninety" is no number such as 1054 or 1054.50
            1,Ann Lee,Anvil,Acme,Won,2017-01-01,2017-02-01,1e3       | close_value    | "1e3" is no number such as 1054 or 1054.50
            1,Ann Lee,Anvil,Acme,Won,2017-01-01,2017-02-01,1.001     | close_value    | 1.001 has more decimals than USD has
            1,Ann Lee,Anvil,Acme,Won,2017-01-01,2017-02-01,90,x      |                | the row has 9 fields for 8 columns
            OK,Bob Fox,Anvil,Acme,Won,2017-01-01,2017-02-01,90       | opportunity_id | is on line 2 already, with other facts
            """)
    void isListedWithLineColumnAndReasonAndTheOthersAreTakenOver(String row, String column, String reason) {
        ImportResult result = crm.run(Folders.deals(FINE, row, FINE));
        assertThat(result.rejections()).containsExactly(new Rejection("sales_pipeline.csv", 3, column, reason));
        assertThat(result.files().get(3)).isEqualTo(new FileCount("sales_pipeline.csv", 3, 1, 0, 1, 1));
        assertThat(result.failure()).isNull();
    }

    @Test
    void whatIsTooLargeForTheRulesIsRejectedByThem() {
        ImportResult result = crm.run(Folders.deals(
                FINE,
                "1,Ann Lee,Anvil,Acme,Won,2017-01-01,2017-02-01,1000000000000000",
                "2,Ann Lee,Anvil,,Engaging,2017-01-01,,"));
        assertThat(result.rejections()).singleElement().satisfies(each -> {
            assertThat(each.line()).isEqualTo(3);
            assertThat(each.reason()).contains("must be below 10^15");
        });
        assertThat(result.files().get(3).created()).isEqualTo(2);
    }

    @Test
    void rowsOfTheOtherFilesAreRejectedAlikeAndNothingCanReferToThem() {
        Folder folder = Folders.of(
                Folders.ACCOUNTS + """
                Old,retail,99,1,1,,
                Big,retail,1999,1,many,,
                Acme,retail,1990,1.5,11,Germany,
                """,
                Folders.PRODUCTS + "Anvil,A,101\nLead,L,-1\n",
                Folders.TEAMS + ",Mo Ray,West\nAnn Lee,Mo Ray,East\n",
                Folders.HEADER + "1,Ann Lee,Anvil,Old,Engaging,2017-01-01,,\n");
        ImportResult result = crm.run(folder);
        assertThat(result.rejections())
                .containsExactly(
                        new Rejection(
                                "accounts.csv", 4, "year_established", "99 is no whole number between 1000 and 2999"),
                        new Rejection("accounts.csv", 5, "employees", "\"many\" is no number such as 1054 or 1054.50"),
                        new Rejection("accounts.csv", 6, "account", "is on line 2 already, with other facts"),
                        new Rejection("products.csv", 4, "product", "is on line 2 already, with other facts"),
                        new Rejection("products.csv", 5, "sales_price", "-1 is negative"),
                        new Rejection("sales_teams.csv", 4, "sales_agent", "is empty"),
                        new Rejection("sales_teams.csv", 5, "sales_agent", "is on line 2 already, with other facts"),
                        new Rejection(
                                "sales_pipeline.csv",
                                2,
                                "account",
                                "there is no account in accounts.csv called \"Old\""));
    }

    @Test
    void aRowRefusedByARuleIsRejectedAloneThoughOthersWereInItsTransaction() {
        crm.run(Folders.deals(FINE));
        crm.session().execute(new io.guanxi.domain.customer.CustomerCommand.Archive(Ids.account("Ajax"), "gone"));
        Folder changed = Folders.of(
                Folders.ACCOUNTS.replace("1.5", "1.6").replace(",2,20", ",3,20") + "New,retail,2001,1,1,,\n",
                Folders.PRODUCTS,
                Folders.TEAMS,
                Folders.HEADER + FINE);
        ImportResult result = crm.run(changed);
        assertThat(result.rejections())
                .containsExactly(new Rejection(
                        "accounts.csv", 3, null, "The customer is archived; restore it first (customer.archived)"));
        assertThat(result.files().get(0)).isEqualTo(new FileCount("accounts.csv", 3, 1, 1, 0, 1));
    }

    @Test
    void namesThatCouldBeTwoAreNotGuessed() {
        Folder folder = Folders.of(
                Folders.ACCOUNTS,
                "product,series,sales_price\nC+,C,1\nC-,C,2\n",
                Folders.TEAMS,
                Folders.HEADER + "1,Ann Lee,C+,Acme,Engaging,2017-01-01,,\n2,Ann Lee,c,Acme,Engaging,2017-01-01,,\n");
        ImportResult result = crm.run(folder);
        assertThat(result.rejections())
                .containsExactly(new Rejection("sales_pipeline.csv", 3, "product", "\"c\" can be \"C+\" or \"C-\""));
        assertThat(crm.deal("1").lines().get(0).product()).isEqualTo("C+");
    }

    @Test
    void aFileBrokenInTheMiddleIsTakenOverUpToThere() {
        ImportResult result = crm.run(Folders.deals(FINE, "1,\"Ann Lee\"x,Anvil,Acme,Engaging,2017-01-01,,", FINE));
        assertThat(result.files().get(3).created()).isEqualTo(1);
        assertThat(result.failure()).contains("sales_pipeline.csv").contains("line 3");
    }

    @Test
    void whoMayNotImportIsToldSoAndNoRowIsToBlame() {
        try (TestCrm forbidding = new TestCrm(command -> !(command instanceof OpportunityCommand.Win))) {
            assertThatThrownBy(() -> forbidding.run(Folders.deals(FINE))).isInstanceOf(CrmException.Forbidden.class);
            Folder broken = Folders.deals(FINE, "1,\"Ann Lee\"x,Anvil,Acme,Engaging,2017-01-01,,");
            assertThatThrownBy(() -> forbidding.run(broken))
                    .isInstanceOf(CrmException.Forbidden.class)
                    .satisfies(told -> assertThat(told.getSuppressed())
                            .singleElement()
                            .isInstanceOf(UnreadableFileException.class));
        }
    }

    @Test
    void aFileWithoutItsColumnsIsNotReadAtAll() {
        assertThatThrownBy(() -> crm.run(Folders.of(
                        Folders.ACCOUNTS, Folders.PRODUCTS, "sales_agent,boss\nAnn Lee,Mo Ray\n", Folders.HEADER)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("sales_teams.csv has no column manager, regional_office in its first row");
        assertThatThrownBy(() -> crm.run(Folders.of(Folders.ACCOUNTS, "", Folders.TEAMS, Folders.HEADER)))
                .hasMessage("products.csv is empty");
        assertThat(List.copyOf(crm.session()
                        .views(io.guanxi.application.customer.CustomerView.TYPE)
                        .find(
                                io.guanxi.application.view.Filter.everything(),
                                io.guanxi.application.view.PageRequest.first(1).byId())
                        .items()))
                .isEmpty();
    }
}
