package io.guanxi.examples.cli.salespipeline;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.opportunity.OpportunityDetails;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.product.ProductDetails;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the file says of a deal.
 *
 * @param key its name in the file
 * @param account null as long as nobody knows who will buy
 * @param engaged absent only of prospects
 * @param closed present of closed deals only
 * @param value what it was closed with, or may be worth; null if the file does not say
 */
record Deal(
        OpportunityId id,
        String key,
        String owner,
        ProductDetails product,
        @Nullable CustomerId account,
        @Nullable String accountName,
        DealStage stage,
        @Nullable LocalDate engaged,
        @Nullable LocalDate closed,
        @Nullable Money value) {

    private static final int MAX_NAME = 200;

    /** The file's facts among others, which stay as they are. */
    OpportunityDetails in(OpportunityDetails details) {
        return details.withName(name()).withSource(Ids.SOURCE + " " + key);
    }

    /** The file gives deals no names. */
    String name() {
        String name = accountName == null ? product.name() : product.name() + " – " + accountName;
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME - 1) + "…";
    }

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
