package io.guanxi.application.intake;

import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Meta;
import io.guanxi.application.view.Many;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.intake.GivenRow;
import io.guanxi.domain.intake.IntakeEvent.Discarded;
import io.guanxi.domain.intake.IntakeEvent.Kept;
import io.guanxi.domain.intake.IntakeEvent.Revised;
import io.guanxi.domain.intake.IntakeId;
import io.guanxi.domain.kernel.Personal;
import java.time.Instant;
import java.util.Set;

/**
 * A row that is kept, as it was given last. This record is the JSON.
 *
 * @param discarded whether nobody wants it any more
 * @param givenAt when it became known there, or here
 */
public record IntakeView(IntakeId id, GivenRow row, boolean discarded, Instant givenAt, Instant changedAt)
        implements View {

    private static final ViewType.Builder<IntakeView> V = ViewType.of("intake", IntakeView.class);
    private static final int LONGEST = 200;

    public static final Text<IntakeView> KIND =
            V.text("kind", view -> view.row().kind());
    public static final Text<IntakeView> SOURCE =
            V.text("source", view -> view.row().source());
    public static final Text<IntakeView> NUMBER =
            V.text("number", view -> view.row().number());
    public static final Text<IntakeView> OWNER =
            V.text("owner", view -> view.row().owner());

    /** What stands in any column, without white space around it: {@code CELLS.has("li@acme.test")}. Up to 200 characters each. */
    public static final Many<IntakeView> CELLS = V.texts("cells", IntakeView::texts);

    public static final Ordered<IntakeView, Boolean> DISCARDED = V.flag("discarded", IntakeView::discarded);
    public static final Ordered<IntakeView, Instant> GIVEN_AT = V.instant("given_at", IntakeView::givenAt);
    public static final Ordered<IntakeView, Instant> CHANGED_AT = V.instant("changed_at", IntakeView::changedAt);

    public static final ViewType<IntakeView> TYPE = V.startsWith(
                    Kept.class,
                    (event, meta) ->
                            new IntakeView(event.intakeId(), event.row(), false, meta.happenedAt(), meta.happenedAt()))
            .on(Revised.class, (view, event, meta) -> view.with(event.row(), false, meta))
            .on(Discarded.class, (view, event, meta) -> view.with(view.row(), true, meta))
            .personal(Personal.Kind.IDENTITY, NUMBER)
            .personal(Personal.Kind.TEXT, CELLS)
            .list(KIND)
            .by(GIVEN_AT)
            .list(OWNER)
            .by(GIVEN_AT)
            .build();

    private IntakeView with(GivenRow given, boolean gone, Meta meta) {
        return new IntakeView(id, given, gone, givenAt, meta.happenedAt());
    }

    private Set<String> texts() {
        return row.cells().stream()
                .map(each -> each.text().strip())
                .filter(each -> !each.isEmpty() && each.length() <= LONGEST)
                .collect(ImmutableSet.toImmutableSet());
    }
}
