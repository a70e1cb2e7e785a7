package io.guanxi.application.process;

import io.guanxi.application.Guard;
import io.guanxi.application.Reader;
import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.profile.ProfileView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Reference;
import io.guanxi.domain.activity.About;
import io.guanxi.domain.activity.ActivityCommand.PlanFollowUp;
import io.guanxi.domain.activity.ActivityCommand.RecordFollowUp;
import io.guanxi.domain.activity.ActivityCommand.Reopen;
import io.guanxi.domain.activity.ActivityDetails;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.activity.Direction;
import io.guanxi.domain.campaign.CampaignCommand.AddMembers;
import io.guanxi.domain.contact.ContactCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityCommand.AssignCustomer;
import io.guanxi.domain.profile.ProfileCommand.Note;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Whoever's data may be stored and not used gets no new deal, call, membership or place, and nothing new is concluded about them.
 * What they ask for themselves goes on: a ticket, a call of theirs, a consent.
 */
final class RestrictedCustomersAreLeftAlone {

    static final List<Guard> GUARDS = List.of(
            before(OpportunityCommand.Open.class, (it, reader) -> Stream.ofNullable(it.customerId())),
            before(AssignCustomer.class, (it, reader) -> Stream.of(it.customerId())),
            before(PlanFollowUp.class, (it, reader) -> concerned(it.about(), it.details())),
            before(RecordFollowUp.class, (it, reader) -> concerned(it.about(), it.details())),
            before(Reopen.class, (it, reader) -> concerned(it.activityId(), reader)),
            before(AddMembers.class, (it, reader) -> it.customers().stream()),
            before(ContactCommand.Add.class, (it, reader) -> Stream.of(it.person())),
            before(
                    Note.class,
                    (it, reader) ->
                            reader.views(ProfileView.TYPE).byId(it.profileId()).map(ProfileView::customer).stream()));

    private RestrictedCustomersAreLeftAlone() {}

    private static <C extends Command> Guard before(
            Class<C> command, BiFunction<C, Reader, Stream<CustomerId>> customers) {
        return new Guard.Before<>(
                command,
                (it, reader) ->
                        requireFree(customers.apply(it, reader).distinct().toList(), reader));
    }

    private static Stream<CustomerId> concerned(ActivityId activity, Reader reader) {
        return reader.views(ActivityView.TYPE).byId(activity).stream()
                .flatMap(each -> concerned(each.about(), each.details()));
    }

    private static Stream<CustomerId> concerned(About about, ActivityDetails details) {
        return details.direction() == Direction.INBOUND
                ? Stream.of()
                : Stream.concat(Stream.ofNullable(about.customer()), details.participants().stream());
    }

    private static void requireFree(Collection<CustomerId> customers, Reader reader) {
        if (!customers.isEmpty()
                && reader.has(CustomerView.TYPE)
                && reader.views(CustomerView.TYPE)
                                .count(among(CustomerView.TYPE.id(), customers).and(CustomerView.RESTRICTED.is(true)))
                        > 0) {
            throw CustomerRule.RESTRICTED.refused();
        }
    }

    private static <I extends AggregateId> Filter<CustomerView> among(
            Reference<CustomerView, I> id, Collection<CustomerId> customers) {
        return id.in(customers.stream().map(id.idType()::cast).toList());
    }
}
