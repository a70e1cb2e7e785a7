package io.guanxi.application.disclosure;

import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Meta;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Many;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.disclosure.DisclosureEvent.Noted;
import io.guanxi.domain.disclosure.DisclosureId;
import io.guanxi.domain.disclosure.DisclosureKind;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.Personal;
import java.time.Instant;
import java.util.Set;

/**
 * One line of the access log.
 *
 * @param subject of whom, or of what of theirs
 * @param fields which kinds of data; empty for all there were
 * @param actor to whom it was shown
 */
public record DisclosureView(
        DisclosureId id,
        Erased.Subject subject,
        DisclosureKind kind,
        Set<String> fields,
        @Personal String reason,
        String actor,
        Instant at)
        implements View {

    private static final ViewType.Builder<DisclosureView> V = ViewType.of("disclosure", DisclosureView.class);

    /** Of whom; the reasons go when they are erased, and who, when and what stay. */
    public static final Reference<DisclosureView, Erased.Subject> SUBJECT =
            V.belongsTo("subject", Erased.Subject.class, DisclosureView::subject);

    public static final Attribute<DisclosureView, DisclosureKind> KIND =
            V.oneOf("kind", DisclosureKind.class, DisclosureView::kind);
    public static final Many<DisclosureView> FIELDS = V.texts("fields", DisclosureView::fields);
    public static final Text<DisclosureView> ACTOR = V.text("actor", DisclosureView::actor);
    public static final Ordered<DisclosureView, Instant> AT = V.instant("at", DisclosureView::at);

    public static final ViewType<DisclosureView> TYPE = V.startsWith(Noted.class, DisclosureView::noted)
            .list(SUBJECT)
            .by(AT)
            .list(ACTOR)
            .by(AT)
            .build();

    public DisclosureView {
        fields = ImmutableSet.copyOf(fields);
    }

    private static DisclosureView noted(Noted event, Meta meta) {
        return new DisclosureView(
                event.disclosureId(),
                event.subject(),
                event.kind(),
                event.fields(),
                event.reason(),
                meta.actor(),
                meta.happenedAt());
    }
}
