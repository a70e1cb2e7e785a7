package io.guanxi.application.consent;

import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.timeline.Timeline;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.consent.Consent;
import io.guanxi.domain.consent.ConsentEvent.Given;
import io.guanxi.domain.consent.ConsentEvent.Withdrawn;
import io.guanxi.domain.consent.ConsentPolicy;
import io.guanxi.domain.consent.ConsentRule;
import io.guanxi.domain.kernel.Decider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Consents (同意), under the host's policy of what holds while nothing was said. */
public final class ConsentFeature implements Feature {

    private final ConsentPolicy policy;

    /** Without consent, nobody is contacted. */
    public ConsentFeature() {
        this(ConsentPolicy.optIn());
    }

    public ConsentFeature(ConsentPolicy policy) {
        this.policy = policy;
    }

    public ConsentPolicy policy() {
        return policy;
    }

    @Override
    public String name() {
        return "consent";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Consent.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(ConsentView.TYPE);
    }

    @Override
    public Optional<Timeline<?>> timeline() {
        return Optional.of(Timeline.of(ConsentView.TYPE, ConsentView::customer)
                .tells(Given.class, "consent", ConsentFeature::topic)
                .tells(Withdrawn.class, "consent", ConsentFeature::topic)
                .build());
    }

    private static String topic(ConsentView consent) {
        return consent.purpose() + ", " + consent.channel();
    }

    /** One word counts, and so there is one place to look for it. */
    @Override
    public List<Guard> guards() {
        return List.of(new Guard.Unique<>(
                ConsentView.TYPE,
                "consent.topic",
                consent -> Set.of(consent.topic().key()),
                ConsentRule.ALREADY_ASKED));
    }
}
