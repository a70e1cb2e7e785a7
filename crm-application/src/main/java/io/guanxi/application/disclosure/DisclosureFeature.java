package io.guanxi.application.disclosure;

import io.guanxi.application.Feature;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.disclosure.Disclosure;
import io.guanxi.domain.kernel.Decider;
import java.util.List;
import java.util.Optional;

/** The access log (查阅记录). Without it nothing is unmasked, and no file of a person is handed out. */
public final class DisclosureFeature implements Feature {

    @Override
    public String name() {
        return "disclosure";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Disclosure.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(DisclosureView.TYPE);
    }
}
