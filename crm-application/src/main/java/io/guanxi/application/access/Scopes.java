package io.guanxi.application.access;

import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Personal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private Function<Actor, Set<Personal.Kind>> masks = actor -> Set.of();
    private BiPredicate<Actor, Personal.Kind> unmasking = (actor, kind) -> false;
    private Predicate<Actor> archivists = actor -> false;

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

    /** Which kinds of personal data an actor sees masked; none if this is not said. */
    public Scopes mask(Function<Actor, Set<Personal.Kind>> masked) {
        masks = masked;
        return this;
    }

    /** Who may see what is masked in clear, which is written down; nobody if this is not said. */
    public Scopes unmask(BiPredicate<Actor, Personal.Kind> allowed) {
        unmasking = allowed;
        return this;
    }

    /** Who may put together everything that is held about a person; nobody if this is not said. */
    public Scopes readFiles(Predicate<Actor> allowed) {
        archivists = allowed;
        return this;
    }

    @Override
    public Set<Personal.Kind> masked(Actor actor) {
        return masks.apply(actor);
    }

    @Override
    public boolean mayUnmask(Actor actor, Personal.Kind kind) {
        return unmasking.test(actor, kind);
    }

    @Override
    public boolean mayReadFiles(Actor actor) {
        return archivists.test(actor);
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
