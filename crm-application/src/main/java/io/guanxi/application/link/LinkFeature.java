package io.guanxi.application.link;

import io.guanxi.application.Feature;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.link.Link;
import java.util.List;
import java.util.Optional;

/** How other systems call our records (编号对照). */
public final class LinkFeature implements Feature {

    @Override
    public String name() {
        return "link";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Link.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(LinkView.TYPE);
    }
}
