package io.guanxi.application.schema;

import com.google.common.collect.ImmutableList;
import io.guanxi.domain.schema.FieldType;
import java.util.List;

/**
 * A built-in attribute or a custom field as a form or a table of one user shows it.
 *
 * @param name as in filters: {@code annualRevenue}, {@code custom.region}
 * @param label in the language that was asked for
 * @param custom whether the tenant has defined it
 * @param writable whether the user may set it by {@code SetFields}; of built-in ones false, for commands of their own set them
 * @param required whether it must have a value
 * @param deprecated whether it is not set any more
 * @param choices what may be chosen or is offered; none where anything may be said
 */
public record FieldDescription(
        String name,
        String label,
        FieldType type,
        boolean custom,
        boolean writable,
        boolean required,
        boolean deprecated,
        List<Offer> choices) {

    public FieldDescription {
        choices = ImmutableList.copyOf(choices);
    }

    /**
     * One choice.
     *
     * @param retired shown where it was chosen, and not to be chosen any more
     */
    public record Offer(String code, String label, boolean retired) {}
}
