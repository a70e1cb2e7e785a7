package io.guanxi.domain.customer;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer beside the ways to reach them. Only the name must be known: commands accept partial data.
 *
 * @param name at most 200 characters
 * @param industry at most 100 characters
 * @param level the business's own grade, such as A, B or C; at most 20 characters
 * @param source where the customer came from; at most 100 characters
 * @param website at most 300 characters
 * @param uscc 统一社会信用代码; organisations only
 * @param foundedYear 1000 to 2999
 * @param employees 0 to 10,000,000
 * @param annualRevenue not negative, below 10^15
 * @param parent the organisation of which this one is a subsidiary
 * @param remark at most 2,000 characters
 */
@RecordBuilder
public record CustomerDetails(
        @Personal(Personal.Kind.NAME) String name,
        @Nullable String industry,
        @Nullable String level,
        @Nullable String source,
        @Personal @Nullable String website,
        @Nullable UnifiedSocialCreditCode uscc,
        @Nullable Integer foundedYear,
        @Nullable Integer employees,
        @Nullable Money annualRevenue,
        @Nullable CustomerId parent,
        @Personal @Nullable String remark)
        implements CustomerDetailsBuilder.With {

    public CustomerDetails {
        name = Check.text("name", name, 200);
        industry = Check.optionalText("industry", industry, 100);
        level = Check.optionalText("level", level, 20);
        source = Check.optionalText("source", source, 100);
        website = Check.optionalText("website", website, 300);
        remark = Check.optionalText("remark", remark, 2_000);
        if (foundedYear != null) {
            Check.range("foundedYear", foundedYear, 1_000, 2_999);
        }
        if (employees != null) {
            Check.range("employees", employees, 0, 10_000_000);
        }
        Check.amount("annualRevenue", annualRevenue);
    }

    /** The same with what another source knows of the company where nothing was said. */
    CustomerDetails filledFrom(CustomerDetails known) {
        return withIndustry(industry == null ? known.industry : industry)
                .withWebsite(website == null ? known.website : website)
                .withUscc(uscc == null ? known.uscc : uscc)
                .withFoundedYear(foundedYear == null ? known.foundedYear : foundedYear)
                .withEmployees(employees == null ? known.employees : employees)
                .withAnnualRevenue(annualRevenue == null ? known.annualRevenue : annualRevenue);
    }

    /** All there is to know at first: the name. */
    public static CustomerDetails named(String name) {
        return new CustomerDetails(name, null, null, null, null, null, null, null, null, null, null);
    }
}
