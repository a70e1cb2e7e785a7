package io.guanxi.application.duplicate;

import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Reaction;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.duplicate.DuplicatePolicy.Action;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerEvent.Registered;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.duplicate.Duplicate;
import io.guanxi.domain.duplicate.DuplicateCommand.Suspect;
import io.guanxi.domain.duplicate.DuplicateRule;
import io.guanxi.domain.duplicate.Suspicion;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Decider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a policy about customers who are like others (查重). It is not built in, for it costs each registration some lookups:
 * {@code Crm.builder().feature(new DuplicateFeature(DuplicatePolicy.STANDARD))}. Customers are looked up where it is.
 *
 * <p>Whoever registers a customer all the same, against {@link Action#REFUSE}, gives the command {@code DuplicateCommand.Allow} in
 * the same transaction, before it: a right like that to any command, and recorded with the reason.
 */
public final class DuplicateFeature implements Feature {

    private final DuplicatePolicy policy;

    public DuplicateFeature(DuplicatePolicy policy) {
        this.policy = policy;
    }

    @Override
    public String name() {
        return "duplicate";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Duplicate.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(DuplicateView.TYPE);
    }

    @Override
    public Set<ViewType<?>> lookedUp() {
        return Set.of(CustomerView.TYPE);
    }

    @Override
    public List<Guard> guards() {
        return List.of(new Guard.BeforeAt<>(Register.class, this::requireUnlike));
    }

    @Override
    public List<Reaction<?>> reactions() {
        return List.of(Reaction.afterCommit(
                "WhenCustomerIsRegisteredThenDuplicatesAreSuspected", Registered.class, this::suspect));
    }

    /** Two who are registered at the same moment are not seen by one another; they are suspected afterwards. */
    private void requireUnlike(Register command, CallContext context, Reader reader) {
        if (policy.refusesNothing(context.inBatch())
                || reader.views(CustomerView.TYPE).byId(command.customerId()).isPresent()
                || reader.views(DuplicateView.TYPE)
                                .count(DuplicateView.CUSTOMER
                                        .is(command.customerId())
                                        .and(DuplicateView.OTHER.absent()))
                        > 0) {
            return;
        }
        Duplicates.of(command, reader).stream()
                .filter(each -> policy.about(each, context.inBatch()) == Action.REFUSE)
                .findFirst()
                .ifPresent(each -> {
                    throw DuplicateRule.LIKE_ANOTHER.refused(each.id().value(), each.rule());
                });
    }

    /** A command of a batch has a correlation that is not its own. */
    private List<Command> suspect(Recorded<Registered> registered, Reader reader) {
        boolean inBatch =
                !registered.meta().correlation().equals(registered.meta().commandId());
        if (policy.isOff(inBatch)) {
            return List.of();
        }
        CustomerId customer = registered.event().customerId();
        List<Suspicion> suspicions = reader.views(CustomerView.TYPE).byId(customer).stream()
                .flatMap(view -> Duplicates.of(view, reader).stream())
                .filter(each -> policy.about(each, inBatch) != Action.OFF && !isSuspected(each.id(), customer, reader))
                .map(each -> new Suspicion(customer, each.id(), each.rule(), each.probability()))
                .toList();
        return suspicions.isEmpty() ? List.of() : List.of(new Suspect(customer, suspicions));
    }

    /** The other way round: of two who came at the same moment, one is enough. */
    private static boolean isSuspected(CustomerId customer, CustomerId other, Reader reader) {
        return reader.views(DuplicateView.TYPE)
                        .count(DuplicateView.CUSTOMER.is(customer).and(DuplicateView.OTHER.is(other)))
                > 0;
    }
}
