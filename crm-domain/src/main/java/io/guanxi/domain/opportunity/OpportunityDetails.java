package io.guanxi.domain.opportunity;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Personal;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What people call a deal and note of it. Only the name must be known: commands accept partial data.
 *
 * @param name at most 200 characters
 * @param kind the business's own sort, such as new business or renewal; at most 50 characters
 * @param source where the deal came from; at most 100 characters
 * @param nextStep what is to be done next; at most 300 characters
 * @param remark at most 2,000 characters
 */
@RecordBuilder
public record OpportunityDetails(
        @Personal String name,
        @Nullable String kind,
        @Nullable String source,
        @Personal @Nullable String nextStep,
        @Personal @Nullable String remark)
        implements OpportunityDetailsBuilder.With {

    public OpportunityDetails {
        name = Check.text("name", name, 200);
        kind = Check.optionalText("kind", kind, 50);
        source = Check.optionalText("source", source, 100);
        nextStep = Check.optionalText("nextStep", nextStep, 300);
        remark = Check.optionalText("remark", remark, 2_000);
    }

    /** All there is to know at first: the name. */
    public static OpportunityDetails named(String name) {
        return new OpportunityDetails(name, null, null, null, null);
    }
}
