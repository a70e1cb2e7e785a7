package io.guanxi.application.access;

import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An authorizer as a table, view type → filter for the actor:
 *
 * <pre>{@code
 * Scopes.commands((actor, command) -> actor.has("sales"))
 *         .see(CustomerView.TYPE, actor -> CustomerView.OWNER.is(actor.id()))
 *         .see(TicketView.TYPE, actor -> TicketView.CUSTOMER.of(CustomerView.TYPE, CustomerView.OWNER.is(actor.id())))
 * }</pre>
 *
 * A type that is not in the table is refused.
 */
public final class Scopes implements Authorizer {

    private final BiPredicate<Actor, Command> commands;
    private final Map<ViewType<?>, Function<Actor, ? extends Filter<?>>> table = new LinkedHashMap<>();
    private Predicate<Actor> erasers = actor -> false;
    private Predicate<Actor> readers = actor -> false;
    private Predicate<Actor> confidants = actor -> false;
    private Predicate<Actor> landlords = actor -> false;

    private Scopes(BiPredicate<Actor, Command> commands) {
        this.commands = commands;
    }

    /** Starts a table with the commands that an actor may give. */
    public static Scopes commands(BiPredicate<Actor, Command> allowed) {
        return new Scopes(allowed);
    }

    public <V extends View> Scopes see(ViewType<V> type, Function<Actor, Filter<V>> scope) {
        table.put(type, scope);
        return this;
    }

    /** Who may erase; nobody if this is not said. */
    public Scopes erase(Predicate<Actor> allowed) {
        erasers = allowed;
        return this;
    }

    /** Who may read the feed; nobody if this is not said. What it tells of persons is masked, see {@link #readPersonalData}. */
    public Scopes readFeed(Predicate<Actor> allowed) {
        readers = allowed;
        return this;
    }

    /** To whom the feed tells of persons; to nobody if this is not said. */
    public Scopes readPersonalData(Predicate<Actor> allowed) {
        confidants = allowed;
        return this;
    }

    /** Who may create, meter, export and erase tenants; nobody if this is not said. */
    public Scopes manageTenants(Predicate<Actor> allowed) {
        landlords = allowed;
        return this;
    }

    @Override
    public boolean mayErase(Actor actor) {
        return erasers.test(actor);
    }

    @Override
    public boolean mayReadFeed(Actor actor) {
        return readers.test(actor);
    }

    @Override
    public boolean mayReadPersonalData(Actor actor) {
        return confidants.test(actor);
    }

    @Override
    public boolean mayManageTenants(Actor actor) {
        return landlords.test(actor);
    }

    @Override
    public boolean mayExecute(Actor actor, Command command) {
        return commands.test(actor, command);
    }

    @Override
    @SuppressWarnings("unchecked") // see() puts them in as pairs of one V
    public <V extends View> Optional<Filter<V>> scope(Actor actor, ViewType<V> type) {
        return Optional.ofNullable(table.get(type)).map(scope -> (Filter<V>) scope.apply(actor));
    }
}
