package io.guanxi.examples.cli.salespipeline;

import io.guanxi.examples.cli.salespipeline.SalesPipelineImport.Folder;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The four files, written down in a test. */
final class Folders {

    static final String ACCOUNTS = """
            account,sector,year_established,revenue,employees,office_location,subsidiary_of
            Acme,retail,1990,1.5,10,Germany,
            Ajax,retail,1991,2,20,Atlantis,Acme
            """;
    static final String PRODUCTS = """
            product,series,sales_price
            Anvil,A,100
            Big Rope,R,40
            """;
    static final String TEAMS = """
            sales_agent,manager,regional_office
            Ann Lee,Mo Ray,West
            Bob Fox,Mo Ray,East
            """;
    static final String HEADER =
            "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n";

    private Folders() {}

    /** The usual accounts, products and people, and these deals. */
    static Folder deals(String... rows) {
        return of(ACCOUNTS, PRODUCTS, TEAMS, HEADER + String.join("\n", rows) + "\n");
    }

    static Folder of(String accounts, String products, String teams, String deals) {
        Map<String, String> files = Map.of(
                "accounts.csv", accounts,
                "products.csv", products,
                "sales_teams.csv", teams,
                "sales_pipeline.csv", deals);
        return file -> {
            String text = files.get(file);
            if (text == null) {
                throw new FileNotFoundException(file);
            }
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        };
    }
}
