package io.guanxi.application.internal.engine;

import io.guanxi.application.Dated;
import io.guanxi.application.Guard;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import java.util.List;

/** What a command passes before it is decided: the rights of its actor, what the actor can see, and the guards of features. */
final class Gate {

    private final Features features;
    private final Families families;
    private final Authorizer authorizer;
    private final ViewSource views;
    private final Readers readers;

    Gate(Features features, Families families, Authorizer authorizer, ViewSource views, Readers readers) {
        this.features = features;
        this.families = families;
        this.authorizer = authorizer;
        this.views = views;
        this.readers = readers;
    }

    void requireAllowed(Dated dated, Call call) {
        Command command = dated.command();
        Hosted hosted = features.of(command);
        if (call.scoped() && !authorizer.mayExecute(call.actor(), command)) {
            String name = Json.kindOf(command.getClass()).replace('-', ' ');
            throw new CrmException.Forbidden(call.actor(), name + " a " + hosted.feature());
        }
        if (call.scoped() && dated.author() != null && !authorizer.mayWriteForOthers(call.actor())) {
            throw new CrmException.Forbidden(call.actor(), "write down what others did");
        }
    }

    void requireMayErase(Call call) {
        if (call.scoped() && !authorizer.mayErase(call.actor())) {
            throw new CrmException.Forbidden(call.actor(), "erase");
        }
    }

    /** What exists outside the actor's scope cannot be told from what does not exist. */
    void requireVisible(Hosted hosted, AggregateId id, Call call) {
        ViewType<?> main = hosted.mainView();
        if (call.scoped() && main != null && !visible(main, id, call)) {
            throw new CrmException.NotFound(id);
        }
    }

    private <V extends View> boolean visible(ViewType<V> main, AggregateId id, Call call) {
        Filter<V> scope = families.of(views, call.tenant())
                .complete(new ScopedViews.Scope(call.actor(), authorizer, null).of(main));
        return scope.equals(Filter.everything())
                || views.byId(main, call.tenant(), id.value()) == null
                || !views.byIds(main, call.tenant(), List.of(id.value()), scope).isEmpty();
    }

    /** Asks the guards that features have set before a command. */
    void askGuards(Command command, CallContext context, TenantId tenant) {
        for (Guard guard : features.guards(command)) {
            if (guard instanceof Guard.Before<?> before) {
                check(before, command, tenant);
            } else if (guard instanceof Guard.BeforeAt<?> before) {
                check(before, command, context, tenant);
            }
        }
    }

    private <C extends Command> void check(Guard.Before<C> guard, Command command, TenantId tenant) {
        if (guard.command().isInstance(command)) {
            guard.check().accept(guard.command().cast(command), readers.everythingOf(tenant));
        }
    }

    private <C extends Command> void check(
            Guard.BeforeAt<C> guard, Command command, CallContext context, TenantId tenant) {
        if (guard.command().isInstance(command)) {
            guard.check().require(guard.command().cast(command), context, readers.everythingOf(tenant));
        }
    }
}
