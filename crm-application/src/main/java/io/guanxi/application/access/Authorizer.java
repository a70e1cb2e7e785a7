package io.guanxi.application.access;

import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.schema.FieldDefinition;
import java.util.Optional;
import java.util.Set;

/**
 * The host's rights. A read sees only what the scope lets through; a command on an aggregate outside the scope is told that
 * there is no such thing. It is asked about an actor and not about a thread: commands that come together are done on one.
 */
public interface Authorizer {

    /** Whether this actor may give such a command at all. */
    boolean mayExecute(Actor actor, Command command);

    /** What the actor may see of a type of view; empty refuses the type altogether. Its filter may ask other views. */
    <V extends View> Optional<Filter<V>> scope(Actor actor, ViewType<V> type);

    /** The history of an aggregate tells of former states too, so it is a right of its own beside the scope. */
    default boolean mayReadHistory(Actor actor) {
        return true;
    }

    /** Erasing cannot be undone, so it is a right that must be given: nobody has it unless somebody says so. */
    default boolean mayErase(Actor actor) {
        return false;
    }

    /** The feed shows every event of the tenant, whatever the actor's scope: it is for other systems, and nobody else's by default. */
    default boolean mayReadFeed(Actor actor) {
        return false;
    }

    /** Whether the feed tells the actor what events tell of persons; otherwise that is masked. Nobody's right by default. */
    default boolean mayReadPersonalData(Actor actor) {
        return false;
    }

    /**
     * Which kinds of personal data the actor sees masked, wherever it is read: {@code +86138****1234}, {@code a***@acme.com}, {@code 张**}.
     * None by default. Whole values of them can still be looked for; parts cannot, and nothing is sorted or grouped by them.
     */
    default Set<Personal.Kind> masked(Actor actor) {
        return Set.of();
    }

    /** Whether the actor may see masked data of one thing in clear, which is written down. Nobody's right by default. */
    default boolean mayUnmask(Actor actor, Personal.Kind kind) {
        return false;
    }

    /** Whether the actor may put together everything that is held about a person, which is written down. Nobody's by default. */
    default boolean mayReadFiles(Actor actor) {
        return false;
    }

    /** The ledger tells which things were erased, when and why: for those who may erase, and for auditors. */
    default boolean mayReadErasures(Actor actor) {
        return mayErase(actor);
    }

    /**
     * Whether the actor may read a custom field: without the right, views come without it and nobody can ask by it. If not said
     * otherwise, whoever has one of the roles that the field names, and everybody if it names none.
     *
     * @param feature whose field it is, such as {@code customer}
     */
    default boolean mayReadField(Actor actor, String feature, FieldDefinition field) {
        return hasOne(actor, field.details().readers());
    }

    /** Whether the actor may set a custom field; as {@link #mayReadField}, by the roles that may write. */
    default boolean mayWriteField(Actor actor, String feature, FieldDefinition field) {
        return hasOne(actor, field.details().writers());
    }

    private static boolean hasOne(Actor actor, Set<String> roles) {
        return roles.isEmpty() || roles.stream().anyMatch(actor::has);
    }

    /** An import writes down what others did, as theirs. Whoever may do so may put words into their mouths: nobody's right by default. */
    default boolean mayWriteForOthers(Actor actor) {
        return false;
    }

    /** Tenants are created, metered, exported and erased by whoever runs the host, and by nobody unless somebody says so. */
    default boolean mayManageTenants(Actor actor) {
        return false;
    }

    /** Everybody may do and see everything: for trials, and for hosts that check rights before they call. */
    static Authorizer allowEverything() {
        return new Authorizer() {
            @Override
            public boolean mayExecute(Actor actor, Command command) {
                return true;
            }

            @Override
            public <V extends View> Optional<Filter<V>> scope(Actor actor, ViewType<V> type) {
                return Optional.of(Filter.everything());
            }

            @Override
            public boolean mayReadFeed(Actor actor) {
                return true;
            }

            @Override
            public boolean mayReadPersonalData(Actor actor) {
                return true;
            }

            @Override
            public boolean mayUnmask(Actor actor, Personal.Kind kind) {
                return true;
            }

            @Override
            public boolean mayReadFiles(Actor actor) {
                return true;
            }

            @Override
            public boolean mayManageTenants(Actor actor) {
                return true;
            }

            @Override
            public boolean mayWriteForOthers(Actor actor) {
                return true;
            }

            @Override
            public boolean mayErase(Actor actor) {
                return true;
            }

            @Override
            public boolean mayReadField(Actor actor, String feature, FieldDefinition field) {
                return true;
            }

            @Override
            public boolean mayWriteField(Actor actor, String feature, FieldDefinition field) {
                return true;
            }
        };
    }
}
