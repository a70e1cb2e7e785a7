package io.guanxi.application.ticket;

import io.guanxi.application.Duty;
import io.guanxi.application.Feature;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.ticket.ClockKind;
import io.guanxi.domain.ticket.SlaPolicy;
import io.guanxi.domain.ticket.Ticket;
import io.guanxi.domain.ticket.TicketCommand.NoteBreach;
import java.util.List;
import java.util.Optional;

/** Tickets (工单), under the service levels of the host. */
public final class TicketFeature implements Feature {

    private final Decider<?, ?, ?> decider;

    /** Without any promise of service: no clock ever starts. */
    public TicketFeature() {
        this(SlaPolicy.none());
    }

    public TicketFeature(SlaPolicy policy) {
        decider = Ticket.decider(policy);
    }

    @Override
    public String name() {
        return "ticket";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(decider);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(TicketView.TYPE);
    }

    /** A broken promise is noted even if nobody touches the ticket. */
    @Override
    public List<Duty<?>> duties() {
        return List.of(
                new Duty<>(
                        "ticket.first-response",
                        TicketView.TYPE,
                        now -> TicketView.FIRST_RESPONSE_DUE
                                .lessThan(now)
                                .and(TicketView.FIRST_RESPONSE_BREACHED.is(false)),
                        view -> new NoteBreach(view.id(), ClockKind.FIRST_RESPONSE)),
                new Duty<>(
                        "ticket.resolution",
                        TicketView.TYPE,
                        now -> TicketView.RESOLUTION_DUE.lessThan(now).and(TicketView.RESOLUTION_BREACHED.is(false)),
                        view -> new NoteBreach(view.id(), ClockKind.RESOLUTION)));
    }
}
