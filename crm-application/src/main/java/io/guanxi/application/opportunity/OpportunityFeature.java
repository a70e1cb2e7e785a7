package io.guanxi.application.opportunity;

import io.guanxi.application.Feature;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.opportunity.Opportunity;
import io.guanxi.domain.opportunity.Pipeline;
import io.guanxi.domain.opportunity.Pipelines;
import java.util.List;
import java.util.Optional;

/** Opportunities (商机), under the pipelines of the host. */
public final class OpportunityFeature implements Feature {

    private final Decider<?, ?, ?> decider;

    /** With {@link Pipeline#STANDARD} as the only pipeline. */
    public OpportunityFeature() {
        this(Pipelines.of(Pipeline.STANDARD));
    }

    public OpportunityFeature(Pipelines pipelines) {
        decider = Opportunity.decider(pipelines);
    }

    @Override
    public String name() {
        return "opportunity";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(decider);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(OpportunityView.TYPE);
    }
}
