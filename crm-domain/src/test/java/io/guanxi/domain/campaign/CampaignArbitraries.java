package io.guanxi.domain.campaign;

import io.guanxi.domain.campaign.CampaignCommand.AddMembers;
import io.guanxi.domain.campaign.CampaignCommand.Approve;
import io.guanxi.domain.campaign.CampaignCommand.Cancel;
import io.guanxi.domain.campaign.CampaignCommand.Complete;
import io.guanxi.domain.campaign.CampaignCommand.CorrectDetails;
import io.guanxi.domain.campaign.CampaignCommand.Draft;
import io.guanxi.domain.campaign.CampaignCommand.Pause;
import io.guanxi.domain.campaign.CampaignCommand.RecordCost;
import io.guanxi.domain.campaign.CampaignCommand.RecordResponse;
import io.guanxi.domain.campaign.CampaignCommand.RemoveMember;
import io.guanxi.domain.campaign.CampaignCommand.Resume;
import io.guanxi.domain.campaign.CampaignCommand.ReverseCost;
import io.guanxi.domain.campaign.CampaignCommand.Schedule;
import io.guanxi.domain.campaign.CampaignCommand.SetBudget;
import io.guanxi.domain.campaign.CampaignCommand.Start;
import io.guanxi.domain.customer.CustomerId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.joda.money.Money;

/** Commands about one campaign, drawn from a small world so that they meet. For tests of every module. */
public final class CampaignArbitraries {

    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);

    private CampaignArbitraries() {}

    /** Any commands, often behind some of those that let a campaign run, because chance alone seldom gets that far. */
    public static Arbitrary<List<CampaignCommand>> commands(CampaignId id) {
        List<CampaignCommand> launch =
                List.of(Draft.named(id, "Spring", "ann"), new Approve(id), new Schedule(id, MAY, MAY), new Start(id));
        return Combinators.combine(
                        Arbitraries.integers().between(0, launch.size()),
                        command(id).list().ofMaxSize(30))
                .as((steps, others) -> {
                    List<CampaignCommand> all = new ArrayList<>(launch.subList(0, steps));
                    all.addAll(others);
                    return all;
                });
    }

    public static Arbitrary<CampaignCommand> command(CampaignId id) {
        Arbitrary<CustomerId> customer = Arbitraries.integers().between(1, 4).map(i -> new CustomerId(new UUID(3, i)));
        Arbitrary<LocalDate> day = Arbitraries.of(MAY, MAY.plusDays(1), MAY.plusMonths(2));
        Arbitrary<String> costId = Arbitraries.of("INV-1", "发票-2", "a|b");
        return Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        Combinators.combine(details(), money().injectNull(0.3), Arbitraries.of("ann", "bob"))
                                .as((details, budget, owner) -> new Draft(id, details, budget, owner))),
                Tuple.of(1, details().map(each -> new CorrectDetails(id, each))),
                Tuple.of(3, money().injectNull(0.1).map(each -> new SetBudget(id, each))),
                Tuple.of(2, Arbitraries.just(new Approve(id))),
                Tuple.of(
                        2,
                        Combinators.combine(day, Arbitraries.integers().between(0, 60))
                                .as((start, days) -> new Schedule(id, start, start.plusDays(days)))),
                Tuple.of(2, Arbitraries.just(new Start(id))),
                Tuple.of(1, Arbitraries.just(new Pause(id, "rain"))),
                Tuple.of(1, Arbitraries.just(new Resume(id))),
                Tuple.of(1, Arbitraries.just(new Complete(id))),
                Tuple.of(1, Arbitraries.just(new Cancel(id, "no money"))),
                Tuple.of(
                        6,
                        Combinators.combine(
                                        costId, money().filter(Money::isPositive), Arbitraries.of("stand", "印刷"), day)
                                .as((cost, amount, what, on) -> new RecordCost(id, cost, amount, what, on))),
                Tuple.of(2, costId.map(each -> new ReverseCost(id, each, "refunded"))),
                Tuple.of(4, customer.list().ofMaxSize(3).map(each -> new AddMembers(id, each))),
                Tuple.of(2, customer.map(each -> new RemoveMember(id, each))),
                Tuple.of(
                        8,
                        Combinators.combine(customer, Arbitraries.of(Response.class))
                                .as((who, response) -> new RecordResponse(id, who, response))));
    }

    private static Arbitrary<Money> money() {
        return Arbitraries.of("EUR 0.00", "EUR 10.00", "EUR 15.50", "EUR 100.00", "CNY 88.00", "JPY 500")
                .map(Money::parse);
    }

    private static Arbitrary<CampaignDetails> details() {
        return Combinators.combine(
                        Arbitraries.of("Spring", "双十一"),
                        Arbitraries.of("e-mail", "微信").injectNull(0.4))
                .as((name, channel) -> CampaignDetails.named(name).withChannel(channel));
    }
}
