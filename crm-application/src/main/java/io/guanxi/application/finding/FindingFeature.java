package io.guanxi.application.finding;

import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.finding.Finding;
import io.guanxi.domain.finding.FindingRule;
import io.guanxi.domain.kernel.Decider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Findings (质量待办): what may be wrong with what is known of customers. */
public final class FindingFeature implements Feature {

    @Override
    public String name() {
        return "finding";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Finding.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(FindingView.TYPE);
    }

    @Override
    public List<Guard> guards() {
        return List.of(new Guard.Unique<>(
                FindingView.TYPE,
                "finding.subject",
                view -> Set.of(view.kind() + " " + view.customer().value() + " " + view.other()),
                FindingRule.ALREADY_REPORTED));
    }
}
