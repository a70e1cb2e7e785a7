package io.guanxi.application;

import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.RuleCode;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A check that needs more than the aggregate knows. */
public sealed interface Guard {

    /**
     * No two views of a type claim the same value. The truth is a row of its own in the database, written in the command's
     * transaction, so two writers at once cannot both win.
     *
     * @param view whose values
     * @param scope the name of the claim, such as {@code customer.email}
     * @param values what one view claims
     * @param taken the refusal; the value is its first detail
     */
    record Unique<V extends View>(ViewType<V> view, String scope, Function<V, Set<String>> values, RuleCode taken)
            implements Guard {}

    /**
     * A question to be answered before a command is decided.
     *
     * @param command which commands
     * @param check throws a {@link io.guanxi.domain.kernel.CrmException} to turn the command down
     */
    record Before<C extends Command>(Class<C> command, BiConsumer<C, Reader> check) implements Guard {}

    /**
     * As {@link Before}, for a question that also asks who or when.
     *
     * @param check throws a {@link io.guanxi.domain.kernel.CrmException} to turn the command down
     */
    record BeforeAt<C extends Command>(Class<C> command, Check<C> check) implements Guard {

        /** The question. */
        @FunctionalInterface
        public interface Check<C> {
            void require(C command, CallContext context, Reader reader);
        }
    }
}
