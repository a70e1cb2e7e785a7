package io.guanxi.examples.cli.salespipeline;

import io.guanxi.application.Dated;
import io.guanxi.application.person.PersonView;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.person.PersonCommand;
import io.guanxi.domain.person.PersonId;
import io.guanxi.domain.person.Placement;
import io.guanxi.domain.person.Placements;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code sales_teams.csv}: sales agents with manager and region. The file is a snapshot, so everybody has always belonged where it
 * says. People are known by their names, which are their user ids too; a manager who is no agent is enrolled with the first one.
 */
final class Sellers implements RowKind<Sellers.Seller, PersonView> {

    static final String FILE = "sales_teams.csv";
    static final List<String> COLUMNS = List.of("sales_agent", "manager", "regional_office");

    private static final LocalDate ALWAYS = LocalDate.of(1, 1, 1);

    private final Instant now;
    private final Journal journal;
    private final Names<String> names = new Names<>("sales agent in " + FILE);

    Sellers(Instant now, Journal journal) {
        this.now = now;
        this.journal = journal;
    }

    /** First of all the names, so that a manager who is an agent too is known to be one. */
    void index(CsvFile file) {
        file.forEach(row -> {
            try {
                row.requireShape();
                Seller seller = seller(row);
                names.add(seller.name(), seller.name());
            } catch (RowException rejectedLater) {
                // The import itself will say so; until then nothing can refer to it.
            }
        });
    }

    Names<String> names() {
        return names;
    }

    @Override
    public ViewType<PersonView> type() {
        return PersonView.TYPE;
    }

    @Override
    public PersonId id(Seller facts) {
        return Ids.person(facts.name());
    }

    @Override
    public String keyColumn() {
        return "sales_agent";
    }

    @Override
    public Seller read(Row row) {
        Seller seller = seller(row);
        if (seller.name().equals(seller.manager())) {
            journal.read(row, "manager", seller.name(), "no manager, for nobody is their own");
            return new Seller(seller.name(), null, seller.region());
        }
        return seller;
    }

    private static Seller seller(Row row) {
        return new Seller(
                row.text("sales_agent", 200), row.optional("manager", 200), row.optional("regional_office", 100));
    }

    @Override
    public List<Dated> changes(Seller facts, @Nullable PersonView known) {
        PersonId id = id(facts);
        Placement placement = new Placement(facts.manager(), facts.region(), null, ALWAYS);
        List<PersonCommand> commands = new ArrayList<>();
        if (known == null) {
            commands.add(new PersonCommand.Enrol(id, facts.name(), facts.name()));
        }
        if (known == null || !new Placements(known.placements()).has(placement)) {
            if (facts.manager() != null && names.exactly(facts.manager()) == null) {
                commands.add(new PersonCommand.Enrol(Ids.person(facts.manager()), facts.manager(), facts.manager()));
            }
            commands.add(new PersonCommand.Place(id, placement));
        }
        return commands.stream().map(each -> new Dated(each, now)).toList();
    }

    /** What the file says of a sales agent. */
    record Seller(
            String name, @Nullable String manager, @Nullable String region) {}
}
