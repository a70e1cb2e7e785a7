package io.guanxi.examples.cli.salespipeline;

import io.guanxi.application.Dated;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.ContactPoints;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.PostalAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * {@code accounts.csv}: organisations with their sector (industry), year of foundation, revenue in millions a year, employees,
 * country of the head office, and parent, which may stand before or after them.
 */
final class Accounts implements RowKind<Accounts.Account, CustomerView> {

    static final String FILE = "accounts.csv";
    static final List<String> COLUMNS = List.of(
            "account", "sector", "year_established", "revenue", "employees", "office_location", "subsidiary_of");

    private static final int MILLION = 6;

    private final CurrencyUnit currency;
    private final Instant now;
    private final Journal journal;
    private final Names<CustomerId> names = new Names<>("account in " + FILE);

    Accounts(CurrencyUnit currency, Instant now, Journal journal) {
        this.currency = currency;
        this.now = now;
        this.journal = journal;
    }

    /** First of all the names, so that accounts can be referred to from anywhere. */
    void index(CsvFile file) {
        file.forEach(row -> {
            try {
                row.requireShape();
                Account account = withoutReferences(row);
                names.add(account.name(), account.id());
            } catch (RowException rejectedLater) {
                // The import itself will say so; until then nothing can refer to it.
            }
        });
    }

    Names<CustomerId> names() {
        return names;
    }

    @Override
    public ViewType<CustomerView> type() {
        return CustomerView.TYPE;
    }

    @Override
    public CustomerId id(Account facts) {
        return facts.id();
    }

    @Override
    public String keyColumn() {
        return "account";
    }

    @Override
    public Account read(Row row) {
        Account account = withoutReferences(row);
        return new Account(
                account.id(),
                account.name(),
                account.sector(),
                account.founded(),
                account.revenue(),
                account.employees(),
                office(row),
                parent(row, account.id()));
    }

    private Account withoutReferences(Row row) {
        String name = row.text("account", 200);
        return new Account(
                Ids.account(name),
                name,
                row.optional("sector", 100),
                row.integer("year_established", 1_000, 2_999),
                row.money("revenue", currency, MILLION),
                row.integer("employees", 0, 10_000_000),
                null,
                null);
    }

    private @Nullable PostalAddress office(Row row) {
        String location = row.optional("office_location", 300);
        if (location == null) {
            return null;
        }
        return Countries.code(location)
                .map(code -> new PostalAddress(null, null, null, null, null, code))
                .orElseGet(() -> {
                    journal.read(row, "office_location", location, "an address, for no country has that name");
                    return new PostalAddress(location, null, null, null, null, null);
                });
    }

    private @Nullable CustomerId parent(Row row, CustomerId itself) {
        String spelled = row.optional("subsidiary_of", 200);
        if (spelled == null) {
            return null;
        }
        try {
            Names.Found<CustomerId> parent = names.find("subsidiary_of", spelled);
            if (parent.thing().equals(itself)) {
                journal.read(row, "subsidiary_of", spelled, "no parent, for that is the account itself");
                return null;
            }
            if (!parent.name().equals(spelled)) {
                journal.read(row, "subsidiary_of", spelled, parent.name());
            }
            return parent.thing();
        } catch (RowException unknown) {
            journal.read(row, "subsidiary_of", spelled, "no parent, for " + unknown.reason());
            return null;
        }
    }

    @Override
    public List<Dated> changes(Account facts, @Nullable CustomerView known) {
        List<Command> commands = new ArrayList<>();
        List<ContactPoint> office =
                facts.office() == null ? List.of() : List.of(new ContactPoint.Postal(facts.office()));
        if (known == null) {
            CustomerDetails details =
                    facts.in(CustomerDetails.named(facts.name())).withSource(Ids.SOURCE);
            commands.add(new CustomerCommand.Register(facts.id(), CustomerKind.ORGANISATION, details, office, null));
        } else {
            CustomerDetails details = facts.in(known.details());
            if (!details.equals(known.details())) {
                commands.add(new CustomerCommand.CorrectDetails(facts.id(), details));
            }
            for (ContactPoint each : office) {
                move(facts.id(), each, new ContactPoints(known.contactPoints()), commands);
            }
        }
        return commands.stream().map(each -> new Dated(each, now)).toList();
    }

    /** The former office is kept as a further address: nobody knows whether it is still one. */
    private static void move(CustomerId id, ContactPoint office, ContactPoints known, List<Command> commands) {
        if (!known.has(office)) {
            commands.add(new CustomerCommand.AddContactPoint(id, office));
            if (known.primary(office.getClass()).isPresent()) {
                commands.add(new CustomerCommand.MakePrimary(id, office));
            }
        }
    }

    /**
     * What the file says of an account.
     *
     * @param revenue a year, in full, not in millions
     */
    record Account(
            CustomerId id,
            String name,
            @Nullable String sector,
            @Nullable Integer founded,
            @Nullable Money revenue,
            @Nullable Integer employees,
            @Nullable PostalAddress office,
            @Nullable CustomerId parent) {

        /** The file's facts among others, which stay as they are. */
        CustomerDetails in(CustomerDetails details) {
            return details.withName(name)
                    .withIndustry(sector)
                    .withFoundedYear(founded)
                    .withAnnualRevenue(revenue)
                    .withEmployees(employees)
                    .withParent(parent);
        }
    }
}
