package io.guanxi.examples.cli.salespipeline;

import io.guanxi.application.Dated;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of one file are about.
 *
 * @param <F> the facts of one row: a record, for facts are compared
 * @param <V> what the CRM knows of the same thing
 */
interface RowKind<F, V extends View> {

    ViewType<V> type();

    AggregateId id(F facts);

    /** The column that tells one thing from another. */
    String keyColumn();

    /** @throws RowException if the row says nothing possible */
    F read(Row row);

    /**
     * What has to happen so that the CRM knows the facts; nothing if it does.
     *
     * @param known null if the CRM knows nothing of it yet
     * @throws RowException if there is no way from the one to the other
     */
    List<Dated> changes(F facts, @Nullable V known);
}
