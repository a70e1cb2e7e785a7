package io.guanxi.application.link;

import io.guanxi.application.Compensation;
import io.guanxi.application.Feature;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.link.Link;
import io.guanxi.domain.link.LinkCommand.Rejoin;
import io.guanxi.domain.link.LinkCommand.Unlink;
import io.guanxi.domain.link.LinkEvent.Joined;
import io.guanxi.domain.link.LinkEvent.Linked;
import io.guanxi.domain.link.LinkEvent.Unlinked;
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

    @Override
    public List<Compensation<?, ?>> compensations() {
        return List.of(
                Compensation.of(Linked.class, LinkView.TYPE, it -> new Unlink(it.linkId(), it.identity())),
                Compensation.of(Joined.class, LinkView.TYPE, it -> new Unlink(it.linkId(), it.identity())),
                Compensation.of(Unlinked.class, LinkView.TYPE, it -> new Rejoin(it.linkId(), it.identity())));
    }
}
