package io.guanxi.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Outcome;
import io.guanxi.application.Recorded;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * What a writer does, step by step: known beforehand, so that whoever looks at a database afterwards can tell what must be in it.
 * Each step is one transaction and can be repeated. Every fourth wins a deal, which a reaction follows.
 *
 * @param writer its number; no two writers touch the same aggregates
 */
record Script(long writer) {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    /** A CRM in which scripts are run: its time stands still, for events tell the time. */
    static CrmBuilder crm(Storage storage) {
        return Crms.builder(storage).clock(() -> NOON);
    }

    private CustomerId customer(int step) {
        return new CustomerId(new UUID(writer, step / 4 * 2L));
    }

    private OpportunityId deal(int step) {
        return new OpportunityId(new UUID(writer, step / 4 * 2L + 1));
    }

    private ContactPoint email(int step, String name) {
        return new ContactPoint.Email(
                new EmailAddress(name + "-" + customer(step).value() + "@acme.test"));
    }

    /** Under an id of its own, so that it is done once, however often it is sent. */
    List<Outcome> run(CrmSession session, int step) {
        return session.once(new UUID(writer, -1 - step)).executeAll(commands(step));
    }

    private List<Command> commands(int step) {
        CustomerId customer = customer(step);
        return switch (step % 4) {
            case 0 -> List.of(Register.organisation(customer, "Acme " + step, email(step, "first")));
            case 1 ->
                List.of(
                        new CustomerCommand.Tag(customer, "vip"),
                        OpportunityCommand.Open.named(deal(step), "Deal " + step)
                                .withCustomerId(customer)
                                .withAmount(Money.parse("EUR 10")));
            case 2 ->
                List.of(
                        new CustomerCommand.AddContactPoint(customer, email(step, "second")),
                        new CustomerCommand.RemoveContactPoint(customer, email(step, "first")));
            default -> List.of(new OpportunityCommand.Win(deal(step), null));
        };
    }

    /** What runs the same scripts and cannot fail. */
    static Crm model() {
        return crm(InMemoryStorage.create())
                .without("process")
                .without("ticket")
                .build();
    }

    /**
     * Requires exactly the first so many steps to be in the CRM, or one more. Returns how many there are.
     *
     * @param model in which this script has not been run yet
     * @param mayFollow whether the next step may have been done too
     */
    int verify(Crm found, Crm model, int steps, boolean mayFollow) {
        int done = steps + (mayFollow && isThere(found.as(Crms.ANN), steps) ? 1 : 0);
        for (int step = 0; step < done; step++) {
            List<Outcome> outcomes = run(model.as(Crms.ANN), step);
            if (step >= done - 2) {
                // sent again by one who has not heard the answer
                assertThat(run(found.as(Crms.ANN), step))
                        .flatExtracting(Outcome::events)
                        .isEqualTo(outcomes.stream()
                                .flatMap(each -> each.events().stream())
                                .toList());
            }
        }
        for (int step = 0; step < done + 4; step += 4) {
            compare(CustomerView.TYPE, customer(step), model, found);
            compare(OpportunityView.TYPE, deal(step), model, found);
        }
        return done;
    }

    private boolean isThere(CrmSession session, int step) {
        var customer = session.views(CustomerView.TYPE).byId(customer(step));
        var deal = session.views(OpportunityView.TYPE).versioned(deal(step));
        return switch (step % 4) {
            case 0 -> customer.isPresent();
            case 1 -> deal.isPresent();
            case 2 -> customer.orElseThrow().contactPoints().contains(email(step, "second"));
            default -> deal.orElseThrow().version() > 1;
        };
    }

    /** The same events in both, but for what a reaction has added; and the view is what they fold to. */
    private static <V extends View> void compare(ViewType<V> type, AggregateId id, Crm model, Crm found) {
        List<DomainEvent> expected = events(type, id, model).stream()
                .<DomainEvent>map(Recorded::event)
                .toList();
        Optional<Versioned<V>> row;
        List<Recorded<?>> history;
        int looks = 0;
        do {
            // a reaction may come between the two
            history = events(type, id, found);
            row = found.as(Crms.ANN).views(type).versioned(id);
        } while (row.isPresent() && row.get().version() > history.size() && ++looks < 10);
        assertThat(history.stream()
                        .<DomainEvent>map(Recorded::event)
                        .filter(each -> !(each instanceof CustomerEvent.Dealt)))
                .as("events of %s", id)
                .containsExactlyElementsOf(expected);
        for (int i = 0; i < history.size(); i++) {
            assertThat(history.get(i).meta().sequence()).isEqualTo(i + 1);
        }
        if (!history.isEmpty()) {
            assertThat(row)
                    .as("view of %s", id)
                    .contains(new Versioned<>(requireNonNull(type.fold(null, history)), history.size()));
        }
    }

    private static List<Recorded<?>> events(ViewType<?> type, AggregateId id, Crm crm) {
        CrmSession session = crm.as(Crms.ANN);
        return session.views(type).byId(id).isPresent() ? session.history(id) : List.of();
    }

    /** Each deal that was won is followed once, sooner or later. */
    void awaitReactions(Crm crm, int steps) throws InterruptedException {
        for (int step = 3; step < steps; step += 4) {
            CustomerId id = customer(step);
            CrmSession session = crm.as(Crms.ANN);
            Crms.await(() ->
                    session.views(CustomerView.TYPE).byId(id).orElseThrow().dealt());
            assertThat(session.history(id).stream().filter(each -> each.event() instanceof CustomerEvent.Dealt))
                    .hasSize(1);
        }
    }
}
