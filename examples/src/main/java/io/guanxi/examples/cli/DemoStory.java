package io.guanxi.examples.cli;

import io.guanxi.application.CrmSession;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.opportunity.Pipeline;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketId;
import io.guanxi.domain.ticket.TicketKind;
import io.guanxi.domain.ticket.TicketPriority;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** A week in the life of the demo's business. Told again, it changes nothing: its ids are made from names. */
final class DemoStory {

    private final CrmSession session;
    private final Instant monday;
    private int facts;

    DemoStory(CrmSession session, Instant now) {
        this.session = session;
        this.monday = now.minus(Duration.ofDays(7));
    }

    /** Returns how many new facts it has brought about. */
    int tell() {
        CustomerId harbour = new CustomerId(id("Harbour Roasters"));
        if (session.views(io.guanxi.application.customer.CustomerView.TYPE)
                .byId(harbour)
                .isPresent()) {
            return 0;
        }
        ContactPoint mail = new ContactPoint.Email(new EmailAddress("hello@harbour-roasters.test"));
        on(0, CustomerCommand.Register.organisation(harbour, "Harbour Roasters", mail));
        on(0, new CustomerCommand.AssignOwner(harbour, "林小雨"));
        on(0, new CustomerCommand.Tag(harbour, "vip"));
        sell(harbour);
        help(harbour);
        return facts;
    }

    private void sell(CustomerId harbour) {
        OpportunityId bar = new OpportunityId(id("A new bar for Harbour Roasters"));
        on(
                1,
                OpportunityCommand.Open.named(bar, "A new bar for Harbour Roasters")
                        .withCustomerId(harbour)
                        .withOwner("林小雨")
                        .withAmount(euro("11800"))
                        .withExpectedClose(monday.plus(Duration.ofDays(5))
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate()));
        on(
                2,
                new OpportunityCommand.Advance(
                        bar, Pipeline.STANDARD.stages().get(1).code()));
        on(
                3,
                new OpportunityCommand.Advance(
                        bar, Pipeline.STANDARD.stages().get(2).code()));
        on(5, new OpportunityCommand.Win(bar, null));

        OpportunityId second = new OpportunityId(id("Second shop of Harbour Roasters"));
        on(
                5,
                OpportunityCommand.Open.named(second, "Second shop of Harbour Roasters")
                        .withCustomerId(harbour)
                        .withOwner("林小雨")
                        .withAmount(euro("23600"))
                        .withExpectedClose(monday.plus(Duration.ofDays(60))
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate()));
    }

    private void help(CustomerId harbour) {
        TicketId leak = new TicketId(id("The grinder leaks"));
        on(
                3,
                new TicketCommand.Open(
                        leak,
                        harbour,
                        "The grinder leaks oil",
                        null,
                        "email",
                        TicketKind.INCIDENT,
                        TicketPriority.HIGH));
        on(3, new TicketCommand.Assign(leak, "佐藤 優"));
        on(4, new TicketCommand.Reply(leak, "m1", "Please send us a picture of the seal."));
        on(4, new TicketCommand.WaitForCustomer(leak));
        on(5, new TicketCommand.RecordCustomerReply(leak, "m2", "Here it is."));
        on(6, new TicketCommand.Resolve(leak, "part-sent", "A new seal is on its way."));

        TicketId invoice = new TicketId(id("Where is the invoice"));
        on(
                6,
                new TicketCommand.Open(
                        invoice,
                        harbour,
                        "Where is the invoice?",
                        null,
                        "phone",
                        TicketKind.QUESTION,
                        TicketPriority.NORMAL));
    }

    private void on(int day, Command command) {
        facts += session.at(monday.plus(Duration.ofDays(day)))
                .execute(command)
                .events()
                .size();
    }

    private static Money euro(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(("demo/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
