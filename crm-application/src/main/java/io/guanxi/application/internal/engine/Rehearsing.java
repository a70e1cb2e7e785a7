package io.guanxi.application.internal.engine;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;
import io.guanxi.application.Dated;
import io.guanxi.application.Meta;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.duplicate.Candidate;
import io.guanxi.application.duplicate.DuplicateFeature;
import io.guanxi.application.duplicate.Rehearsal;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.DomainEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks as a session does, of the views as they would be. */
final class Rehearsing implements Rehearsal {

    private final Session session;
    private final @Nullable DuplicateFeature suspecting;
    private final Newcomers newcomers;
    private final int most;
    private long forgotten;

    /** @param suspecting null if nobody is suspected */
    Rehearsing(Session session, @Nullable DuplicateFeature suspecting, int most) {
        this.session = session;
        this.suspecting = suspecting;
        this.newcomers = new Newcomers(session.crm().engine().views());
        this.most = most;
    }

    @Override
    public void executeDated(List<Dated> commands) {
        if (suspecting != null) {
            session.crm()
                    .inside(session.hosts(), () -> taken(commands, suspecting))
                    .forEach(this::remember);
        }
    }

    private List<CustomerView> taken(List<Dated> commands, DuplicateFeature rules) {
        Engine engine = session.crm().engine();
        Call call = session.call(null);
        Reader everything = engine.readers().everythingOf(session.tenant(), newcomers);
        ListMultimap<CustomerId, Dated> told = LinkedListMultimap.create();
        for (Dated each : commands) {
            if (each.command() instanceof CustomerCommand command
                    && (command instanceof Register || told.containsKey(command.customerId()))) {
                told.put(command.customerId(), each);
            }
        }
        List<CustomerView> taken = new ArrayList<>();
        for (CustomerId id : told.keySet()) {
            if (everything.views(CustomerView.TYPE).byId(id).isEmpty()) {
                Dated first = told.get(id).get(0);
                rules.requireUnlike((Register) first.command(), call.of(first), everything);
                taken.add(imagined(engine.features().of(first.command()), CustomerView.TYPE, told.get(id), call));
            }
        }
        return taken;
    }

    /** What a view would show of an aggregate that is not there yet, after these commands. */
    private static <V extends View> V imagined(Hosted hosted, ViewType<V> type, List<Dated> commands, Call call) {
        Object state = hosted.initial();
        V view = null;
        long sequence = 0;
        for (Dated each : commands) {
            CallContext context = call.of(each);
            for (DomainEvent event : hosted.decide(state, each.command(), context)) {
                Meta meta = Recorder.meta(hosted, each.command(), call, context, ++sequence);
                state = hosted.evolve(state, event);
                view = type.fold(view, new Recorded<>(hosted.feature(), event, meta));
            }
        }
        return requireNonNull(view);
    }

    private void remember(CustomerView view) {
        if (newcomers.size() < most) {
            newcomers.add(view);
        } else {
            forgotten++;
        }
    }

    @Override
    public Map<CustomerId, List<Candidate>> suspectedOf(Collection<Register> drafts) {
        return session.suspectedOf(drafts, newcomers);
    }

    @Override
    public long forgotten() {
        return forgotten;
    }
}
