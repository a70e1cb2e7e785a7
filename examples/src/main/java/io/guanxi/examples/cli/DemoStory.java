package io.guanxi.examples.cli;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.campaign.CampaignView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.campaign.CampaignCommand;
import io.guanxi.domain.campaign.CampaignDetails;
import io.guanxi.domain.campaign.CampaignId;
import io.guanxi.domain.campaign.Response;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.opportunity.Line;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.ticket.ClockKind;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketId;
import io.guanxi.domain.ticket.TicketKind;
import io.guanxi.domain.ticket.TicketPriority;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The last two weeks of the demo's business, told at the times at which they happened: one transaction for sales, one for the
 * campaign, one for service. Told again, it changes nothing: its ids are made from names.
 */
final class DemoStory {

    private static final String SELLER = "林小雨";
    private static final String MANAGER = "王建国";
    private static final String AGENT = "佐藤 優";

    private static final CustomerId HARBOUR = new CustomerId(id("Harbour Roasters"));

    private final Crm crm;
    private final Instant now;
    private final LocalDate today;
    private final List<Dated> chapter = new ArrayList<>();

    DemoStory(Crm crm, Instant now) {
        this.crm = crm;
        this.now = now;
        this.today = now.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Returns how many new facts it has brought about. */
    int tell() {
        sell();
        int facts = told(SELLER, "sales", CustomerView.TYPE, HARBOUR);
        CampaignId box = new CampaignId(id("Tasting box"));
        campaign(box);
        facts += told(MANAGER, "sales", CampaignView.TYPE, box);
        TicketId leak = new TicketId(id("The grinder leaks"));
        help(leak);
        return facts + told(AGENT, "service", TicketView.TYPE, leak);
    }

    private void sell() {
        on(
                9,
                "09:40",
                CustomerCommand.Register.organisation(
                        HARBOUR,
                        "Harbour Roasters",
                        new ContactPoint.Email(new EmailAddress("hello@harbour-roasters.test"))));
        on(9, "09:41", new CustomerCommand.AssignOwner(HARBOUR, SELLER));
        on(9, "09:42", new CustomerCommand.Tag(HARBOUR, "vip"));

        OpportunityId bar = new OpportunityId(id("A new bar for Harbour Roasters"));
        on(
                9,
                "10:15",
                open(bar, "A new bar for Harbour Roasters", HARBOUR)
                        .withLines(List.of(
                                line("1", "Aurora Duo", 1, "8450"),
                                line("2", "Terra Grinder", 2, "740"),
                                line("3", "Care Plan", 4, "480")))
                        .withExpectedClose(day(1)));
        on(8, "14:00", new OpportunityCommand.Advance(bar, "qualification"));
        on(6, "11:30", new OpportunityCommand.Advance(bar, "proposal"));
        on(4, "16:00", new OpportunityCommand.Advance(bar, "negotiation"));
        on(2, "15:20", new OpportunityCommand.Win(bar, null));

        OpportunityId carts = new OpportunityId(id("Coffee carts for the trade fair"));
        on(
                8,
                "09:30",
                open(carts, "Coffee carts for the trade fair", customer("Alpenglow Hotels"))
                        .withAmount(euro("4200"))
                        .withExpectedClose(today.plusDays(14)));
        on(7, "10:10", new OpportunityCommand.Advance(carts, "proposal"));
        on(5, "13:45", new OpportunityCommand.NoteCompetitor(carts, "Bean & Gone"));
        on(3, "17:05", new OpportunityCommand.Lose(carts, "Bean & Gone was a third cheaper"));

        OpportunityId shop = new OpportunityId(id("Second shop of Harbour Roasters"));
        on(
                2,
                "15:45",
                open(shop, "Second shop of Harbour Roasters", HARBOUR)
                        .withAmount(euro("23600"))
                        .withExpectedClose(today.plusDays(45)));
        on(1, "10:00", new OpportunityCommand.Advance(shop, "qualification"));
    }

    private void campaign(CampaignId box) {
        List<CustomerId> members = new ArrayList<>(List.of(HARBOUR));
        members.addAll(customers(CustomerView.INDUSTRY.in("hospitality", "food")));
        CampaignDetails details = new CampaignDetails(
                "Tasting box", "Ten cups of what the Aurora can do", "mail", "hotels, cafés and roasters");
        on(9, "09:00", new CampaignCommand.Draft(box, details, euro("2500"), SELLER));
        on(9, "11:00", new CampaignCommand.Approve(box));
        on(9, "11:05", new CampaignCommand.Schedule(box, day(8), today.plusDays(14)));
        on(9, "11:30", new CampaignCommand.AddMembers(box, members));
        on(8, "09:00", new CampaignCommand.Start(box));
        on(8, "09:05", new CampaignCommand.RecordCost(box, "printing", euro("640"), "Boxes and leaflets", day(8)));
        for (CustomerId member : members) {
            on(8, "16:00", new CampaignCommand.RecordResponse(box, member, Response.SENT));
        }
        on(7, "09:20", new CampaignCommand.RecordResponse(box, members.get(members.size() - 1), Response.BOUNCED));
        respond(box, members, 6, 6, Response.OPENED);
        respond(box, members, 4, 5, Response.CLICKED);
        respond(box, members, 2, 3, Response.RESPONDED);
        on(3, "12:00", new CampaignCommand.RecordCost(box, "postage", euro("385.50"), "Parcels", day(3)));
    }

    private void respond(CampaignId box, List<CustomerId> members, int first, int daysAgo, Response response) {
        members.stream()
                .limit(first)
                .forEach(member -> on(daysAgo, "10:30", new CampaignCommand.RecordResponse(box, member, response)));
    }

    /** One ticket solved in time, one whose promises were both broken, one under way and one that has just come in. */
    private void help(TicketId leak) {
        on(7, "10:05", ticket(leak, HARBOUR, "The grinder leaks oil", TicketKind.INCIDENT, TicketPriority.HIGH));
        on(7, "10:20", new TicketCommand.Assign(leak, AGENT));
        on(7, "10:45", new TicketCommand.Reply(leak, "m1", "Please send us a picture of the seal."));
        on(7, "10:46", new TicketCommand.WaitForCustomer(leak));
        on(6, "09:30", new TicketCommand.RecordCustomerReply(leak, "m2", "Here it is."));
        on(6, "14:10", new TicketCommand.Resolve(leak, "part-sent", "A new seal is on its way."));

        TicketId boiler = new TicketId(id("The boiler stays cold"));
        CustomerId hotel = customer("Alpenglow Hotels");
        on(4, "09:15", ticket(boiler, hotel, "The boiler stays cold", TicketKind.INCIDENT, TicketPriority.HIGH));
        on(4, "11:16", new TicketCommand.NoteBreach(boiler, ClockKind.FIRST_RESPONSE));
        on(4, "11:40", new TicketCommand.Assign(boiler, "Tom Becker"));
        on(
                4,
                "11:55",
                new TicketCommand.Reply(boiler, "m1", "Sorry that you had to wait; a technician will call you."));
        on(4, "17:16", new TicketCommand.NoteBreach(boiler, ClockKind.RESOLUTION));

        TicketId invoice = new TicketId(id("Where is the invoice"));
        on(1, "16:00", ticket(invoice, HARBOUR, "Where is the invoice?", TicketKind.QUESTION, TicketPriority.NORMAL));
        on(1, "16:30", new TicketCommand.Assign(invoice, AGENT));
        on(1, "17:10", new TicketCommand.Reply(invoice, "m1", "I am asking the accountants."));

        TicketId manual = new TicketId(id("The manual in Portuguese"));
        CustomerId roaster = customer("São Bento Coffee");
        TicketCommand request =
                ticket(manual, roaster, "The manual in Portuguese?", TicketKind.REQUEST, TicketPriority.LOW);
        chapter.add(new Dated(request, now));
    }

    private <V extends View> int told(String user, String role, ViewType<V> type, AggregateId first) {
        CrmSession session = crm.as(new Actor(user, Set.of(role)));
        List<Dated> commands = List.copyOf(chapter);
        chapter.clear();
        return session.views(type).byId(first).isPresent()
                ? 0
                : session.executeDated(commands).stream()
                        .mapToInt(each -> each.events().size())
                        .sum();
    }

    private void on(int daysAgo, String time, Command command) {
        chapter.add(
                new Dated(command, day(daysAgo).atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC)));
    }

    /** The n-th working day before today. */
    private LocalDate day(int daysAgo) {
        LocalDate day = today;
        for (int left = daysAgo; left > 0; ) {
            day = day.minusDays(1);
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            left -= weekend ? 0 : 1;
        }
        return day;
    }

    private CustomerId customer(String name) {
        return customers(CustomerView.NAME.is(name)).stream().findFirst().orElse(HARBOUR);
    }

    /** Those whom the import has brought. */
    private List<CustomerId> customers(Filter<CustomerView> which) {
        return crm
                .as(Actor.system("demo"))
                .views(CustomerView.TYPE)
                .find(
                        which.and(CustomerView.SOURCE.present()),
                        PageRequest.first(100).by(CustomerView.NAME))
                .views()
                .stream()
                .map(CustomerView::id)
                .toList();
    }

    private static OpportunityCommand.Open open(OpportunityId id, String name, CustomerId customer) {
        return OpportunityCommand.Open.named(id, name).withCustomerId(customer).withOwner(SELLER);
    }

    private static TicketCommand ticket(
            TicketId id, CustomerId customer, String subject, TicketKind kind, TicketPriority priority) {
        return new TicketCommand.Open(id, customer, subject, null, "email", kind, priority);
    }

    private static Line line(String id, String product, int pieces, String price) {
        return Line.of(id, product, BigDecimal.valueOf(pieces), euro(price));
    }

    private static Money euro(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(("demo/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
