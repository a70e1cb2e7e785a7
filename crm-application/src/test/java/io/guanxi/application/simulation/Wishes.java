package io.guanxi.application.simulation;

import io.guanxi.domain.activity.ActivityArbitraries;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.campaign.CampaignArbitraries;
import io.guanxi.domain.campaign.CampaignId;
import io.guanxi.domain.consent.ConsentArbitraries;
import io.guanxi.domain.consent.ConsentId;
import io.guanxi.domain.contact.ContactArbitraries;
import io.guanxi.domain.contact.ContactId;
import io.guanxi.domain.customer.CustomerArbitraries;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.finding.FindingArbitraries;
import io.guanxi.domain.finding.FindingId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.opportunity.OpportunityArbitraries;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.person.PersonArbitraries;
import io.guanxi.domain.person.PersonId;
import io.guanxi.domain.product.ProductArbitraries;
import io.guanxi.domain.product.ProductId;
import io.guanxi.domain.profile.ProfileArbitraries;
import io.guanxi.domain.profile.ProfileId;
import io.guanxi.domain.ticket.TicketArbitraries;
import io.guanxi.domain.ticket.TicketId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;

/** What actors may want, of every feature: command after command for a few aggregates, so that they meet. */
final class Wishes {

    private static final int SIZE = 1_000;

    /** What makes an aggregate known: before it, everything is turned down. */
    private static final Set<String> BEGINNINGS = Set.of(
            "Register",
            "PlanFollowUp",
            "RecordFollowUp",
            "Add",
            "Open",
            "Draft",
            "Enrol",
            "List",
            "Report",
            "Give",
            "Withdraw");

    private final Random random;
    private final List<RandomGenerator<? extends List<? extends Command>>> stories = new ArrayList<>();
    private final Map<Plot, Deque<Command>> plots = new HashMap<>();

    private record Plot(TenantId tenant, int story) {}

    Wishes(Random random) {
        this.random = random;
        // the customers are those whom deals and tickets name
        add(id -> CustomerArbitraries.commands(new CustomerId(id)), new UUID(1, 1), new UUID(1, 2), new UUID(1, 4));
        add(id -> OpportunityArbitraries.commands(new OpportunityId(id)), new UUID(4, 1), new UUID(4, 2));
        add(id -> CampaignArbitraries.commands(new CampaignId(id)), new UUID(5, 1));
        add(id -> TicketArbitraries.commands(new TicketId(id)), new UUID(1, 3), new UUID(6, 1));
        add(id -> ActivityArbitraries.commands(new ActivityId(id)), new UUID(9, 1), new UUID(9, 2));
        add(id -> ContactArbitraries.commands(new ContactId(id)), new UUID(10, 1), new UUID(10, 2));
        add(id -> ConsentArbitraries.commands(new ConsentId(id)), new UUID(11, 1), new UUID(11, 2));
        add(id -> ProfileArbitraries.commands(new ProfileId(id)), new UUID(12, 1));
        add(id -> FindingArbitraries.commands(new FindingId(id)), new UUID(13, 1));
        add(id -> PersonArbitraries.commands(new PersonId(id)), new UUID(7, 1));
        add(id -> ProductArbitraries.commands(new ProductId(id)), new UUID(8, 1));
    }

    private void add(Function<UUID, Arbitrary<? extends List<? extends Command>>> story, UUID... ids) {
        for (UUID id : ids) {
            stories.add(story.apply(id).generator(SIZE));
        }
    }

    /** The next of one aggregate's story, drawn by lot. */
    Command next(TenantId tenant) {
        int story = random.nextInt(stories.size());
        Deque<Command> plot = plots.computeIfAbsent(new Plot(tenant, story), any -> begun(story));
        while (plot.isEmpty()) {
            plot.addAll(stories.get(story).next(random).value());
        }
        return plot.remove();
    }

    private Deque<Command> begun(int story) {
        Deque<Command> plot = new ArrayDeque<>();
        while (plot.isEmpty()) {
            stories.get(story).next(random).value().stream()
                    .dropWhile(each -> !BEGINNINGS.contains(each.getClass().getSimpleName()))
                    .forEach(plot::add);
        }
        return plot;
    }
}
