package io.guanxi.application;

import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Command;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What falls due with time: a filter with time, and a command for each view that it finds. The command must make the filter stop
 * finding the view; one that does not is tried again with growing pauses, {@value #MAX_ATTEMPTS} times, then given up.
 *
 * @param name unique and stable
 * @param view which views
 * @param due which of them are due at an instant
 * @param command what is done about one, which was due at that instant
 * @param own the duty as a tenant has it that has custom fields, if they matter; empty for one that has none that do. Null if they
 *     never do
 */
public record Duty<V extends View>(
        String name,
        ViewType<V> view,
        Function<Instant, Filter<V>> due,
        BiFunction<V, Instant, Command> command,
        @Nullable Function<Reader, Optional<Duty<V>>> own) {

    /** How often a due view is tried before it is given up until somebody looks. */
    public static final int MAX_ATTEMPTS = 8;

    /** One that is the same for all tenants. */
    public Duty(
            String name, ViewType<V> view, Function<Instant, Filter<V>> due, BiFunction<V, Instant, Command> command) {
        this(name, view, due, command, null);
    }

    /** One whose command does not ask for the time. */
    public Duty(String name, ViewType<V> view, Function<Instant, Filter<V>> due, Function<V, Command> command) {
        this(name, view, due, (found, now) -> command.apply(found));
    }

    /**
     * The same, but for tenants whose custom fields matter: one question for each of them, instead of one for all.
     *
     * @param tenants the duty as such a tenant has it, under the same name
     */
    public Duty<V> butFor(Function<Reader, Optional<Duty<V>>> tenants) {
        return new Duty<>(name, view, due, command, tenants);
    }
}
