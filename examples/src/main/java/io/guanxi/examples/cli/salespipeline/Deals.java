package io.guanxi.examples.cli.salespipeline;

import io.guanxi.application.Dated;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.product.ProductDetails;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** {@code sales_pipeline.csv}: deals, and what makes a row of them possible. */
final class Deals implements RowKind<Deal, OpportunityView> {

    static final String FILE = "sales_pipeline.csv";
    static final List<String> COLUMNS = List.of(
            "opportunity_id",
            "sales_agent",
            "product",
            "account",
            "deal_stage",
            "engage_date",
            "close_date",
            "close_value");

    private final CurrencyUnit currency;
    private final DealChanges changes;
    private final Journal journal;
    private final Names<CustomerId> accounts;
    private final Names<ProductDetails> products;
    private final Names<String> agents;

    Deals(
            CurrencyUnit currency,
            Instant now,
            Journal journal,
            Names<CustomerId> accounts,
            Names<ProductDetails> products,
            Names<String> agents) {
        this.currency = currency;
        this.changes = new DealChanges(currency, now);
        this.journal = journal;
        this.accounts = accounts;
        this.products = products;
        this.agents = agents;
    }

    @Override
    public ViewType<OpportunityView> type() {
        return OpportunityView.TYPE;
    }

    @Override
    public OpportunityId id(Deal facts) {
        return facts.id();
    }

    @Override
    public String keyColumn() {
        return "opportunity_id";
    }

    @Override
    public Deal read(Row row) {
        String key = row.text("opportunity_id", 80);
        DealStage stage = DealStage.read(row, "deal_stage");
        Names.Found<String> agent = find(row, "sales_agent", row.text("sales_agent", 200), agents);
        Names.Found<ProductDetails> product = find(row, "product", row.text("product", 100), products);
        String accountText = row.optional("account", 200);
        Names.Found<CustomerId> account = accountText == null ? null : find(row, "account", accountText, accounts);
        if (stage == DealStage.WON && account == null) {
            throw new RowException("account", "is empty, but a deal is won from somebody");
        }
        LocalDate engaged = engaged(row, stage);
        return new Deal(
                Ids.opportunity(key),
                key,
                agent.thing(),
                product.thing(),
                account == null ? null : account.thing(),
                account == null ? null : account.name(),
                stage,
                engaged,
                closed(row, stage, engaged),
                value(row, stage));
    }

    private <T> Names.Found<T> find(Row row, String column, String spelled, Names<T> names) {
        Names.Found<T> found = names.find(column, spelled);
        if (!found.name().equals(spelled)) {
            journal.read(row, column, spelled, found.name());
        }
        return found;
    }

    private static @Nullable LocalDate engaged(Row row, DealStage stage) {
        LocalDate engaged = row.date("engage_date");
        if (engaged == null && stage != DealStage.PROSPECTING) {
            throw new RowException("engage_date", "is empty, but the deal is beyond prospecting");
        }
        return engaged;
    }

    private static @Nullable LocalDate closed(Row row, DealStage stage, @Nullable LocalDate engaged) {
        LocalDate closed = row.date("close_date");
        if (closed == null && stage.isClosed()) {
            throw new RowException("close_date", "is empty, but the deal is closed");
        }
        if (closed != null && !stage.isClosed()) {
            throw new RowException("close_date", closed + " is given, but the deal is open");
        }
        if (closed != null && engaged != null && closed.isBefore(engaged)) {
            throw new RowException("close_date", closed + " is before the deal was engaged on " + engaged);
        }
        return closed;
    }

    /** Nothing is what lost deals brought in, not what they were about, so only won deals may be worth it. */
    private @Nullable Money value(Row row, DealStage stage) {
        Money value = row.money("close_value", currency, 0);
        if (value == null && stage == DealStage.WON) {
            throw new RowException("close_value", "is empty, but the deal is won");
        }
        return value != null && value.isZero() && stage != DealStage.WON ? null : value;
    }

    @Override
    public List<Dated> changes(Deal facts, @Nullable OpportunityView known) {
        return known == null ? changes.open(facts) : changes.between(known, facts);
    }
}
