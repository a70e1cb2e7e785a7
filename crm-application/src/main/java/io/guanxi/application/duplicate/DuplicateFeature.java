package io.guanxi.application.duplicate;

import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Reaction;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.duplicate.DuplicatePolicy.Action;
import io.guanxi.application.finding.FindingView;
import io.guanxi.application.quality.Compared;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerEvent.Registered;
import io.guanxi.domain.duplicate.Duplicate;
import io.guanxi.domain.duplicate.DuplicateRule;
import io.guanxi.domain.finding.FindingCommand.Report;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Decider;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps a policy about customers who are like others (查重). It is not built in, for it costs each registration some lookups:
 * {@code Crm.builder().feature(new DuplicateFeature(DuplicatePolicy.STANDARD))}. Customers are looked up where it is. Whom it suspects
 * is a finding of the steward's queue.
 *
 * <p>Whoever registers a customer all the same, against {@link Action#REFUSE}, gives the command {@code DuplicateCommand.Allow}
 * before it: a right like that to any command, and recorded with the reason.
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

    public DuplicatePolicy policy() {
        return policy;
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

    /**
     * What is asked before each registration. Two who are registered at the same moment are not seen by one another; they are suspected
     * afterwards.
     *
     * @throws io.guanxi.domain.kernel.CrmException.Refused if the policy refuses those who are like another, and this one is
     */
    public void requireUnlike(Register command, CallContext context, Reader reader) {
        if (policy.refusesNothing(context.inBatch())
                || reader.views(CustomerView.TYPE).byId(command.customerId()).isPresent()
                || reader.views(DuplicateView.TYPE).count(DuplicateView.CUSTOMER.is(command.customerId())) > 0) {
            return;
        }
        Duplicates.of(List.of(command), reader).getOrDefault(command.customerId(), List.of()).stream()
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
        if (policy.isOff(inBatch) || !reader.has(FindingView.TYPE)) {
            return List.of();
        }
        return reader.views(CustomerView.TYPE)
                .byId(registered.event().customerId())
                .map(customer -> Duplicates.of(customer, reader).stream()
                        .filter(each -> policy.about(each, inBatch) != Action.OFF)
                        .<Command>map(each ->
                                suspicion(customer, each, registered.meta().recordedAt()))
                        .toList())
                .orElse(List.of());
    }

    /** The same for both: of two who came at the same moment, each is found to be like the other. */
    private static Report suspicion(CustomerView customer, Candidate candidate, Instant foundAt) {
        CustomerView other = Objects.requireNonNull(candidate.view());
        String why = candidate.agrees().entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", ", "agree: ", ""));
        return Report.duplicate(
                customer.id(),
                other.id(),
                (int) (100 * candidate.probability()),
                why,
                Compared.facts(customer, other),
                foundAt);
    }
}
