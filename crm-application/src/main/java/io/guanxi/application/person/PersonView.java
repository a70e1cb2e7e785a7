package io.guanxi.application.person;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.guanxi.application.Meta;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.person.PersonEvent.Enrolled;
import io.guanxi.domain.person.PersonEvent.Left;
import io.guanxi.domain.person.PersonEvent.Placed;
import io.guanxi.domain.person.PersonEvent.Renamed;
import io.guanxi.domain.person.PersonEvent.Returned;
import io.guanxi.domain.person.PersonId;
import io.guanxi.domain.person.Placement;
import io.guanxi.domain.person.Placements;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works with the CRM, as screens, reports and rules see them. This record is the JSON.
 *
 * @param placements where the person belongs and belonged, in the order of their first days
 * @param lastDay the last day of one who leaves or has left
 */
@RecordBuilder
public record PersonView(
        PersonId id,
        @Personal String userId,
        @Personal(Personal.Kind.NAME) String name,
        List<Placement> placements,
        @Nullable LocalDate lastDay,
        Instant enrolledAt,
        Instant changedAt)
        implements View, PersonViewBuilder.With {

    private static final ViewType.Builder<PersonView> V = ViewType.of("person", PersonView.class);

    public static final Text<PersonView> USER_ID = V.text("user_id", PersonView::userId);
    public static final Text<PersonView> NAME = V.text("name", PersonView::name);

    /** The manager in the latest placement, even if that begins in the future; so are region and department. */
    public static final Text<PersonView> MANAGER = V.text("manager", view -> view.latest(Placement::manager));

    public static final Text<PersonView> REGION = V.text("region", view -> view.latest(Placement::region));
    public static final Text<PersonView> DEPARTMENT = V.text("department", view -> view.latest(Placement::department));
    public static final Ordered<PersonView, LocalDate> LAST_DAY = V.date("last_day", PersonView::lastDay);
    public static final Ordered<PersonView, Instant> ENROLLED_AT = V.instant("enrolled_at", PersonView::enrolledAt);
    public static final Ordered<PersonView, Instant> CHANGED_AT = V.instant("changed_at", PersonView::changedAt);

    /** Neither gone nor about to go. */
    public static final Filter<PersonView> ACTIVE = LAST_DAY.absent();

    public static final ViewType<PersonView> TYPE = V.startsWith(Enrolled.class, PersonView::enrolled)
            .on(Renamed.class, (view, event, meta) -> view.changed(meta).withName(event.name()))
            .on(Placed.class, PersonView::placed)
            .on(Left.class, (view, event, meta) -> view.changed(meta).withLastDay(event.lastDay()))
            .on(Returned.class, (view, event, meta) -> view.changed(meta).withLastDay(null))
            .personal(Personal.Kind.NAME, NAME)
            .personal(Personal.Kind.TEXT, USER_ID, MANAGER)
            .lookedUpBy(NAME, USER_ID)
            .list()
            .by(NAME)
            .list(USER_ID)
            .by(NAME)
            .list(MANAGER)
            .by(NAME)
            .list(REGION)
            .by(NAME)
            .build();

    public PersonView {
        placements = ImmutableList.copyOf(placements);
    }

    private static PersonView enrolled(Enrolled event, Meta meta) {
        return new PersonView(
                event.personId(), event.userId(), event.name(), List.of(), null, meta.happenedAt(), meta.happenedAt());
    }

    private PersonView placed(Placed event, Meta meta) {
        return changed(meta)
                .withPlacements(
                        new Placements(placements).with(event.placement()).all());
    }

    private PersonView changed(Meta meta) {
        return withChangedAt(meta.happenedAt());
    }

    private @Nullable String latest(Function<Placement, @Nullable String> where) {
        Placement last = Iterables.getLast(placements, null);
        return last == null ? null : where.apply(last);
    }
}
