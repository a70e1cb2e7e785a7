package io.guanxi.application.contact;

import io.guanxi.application.Meta;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Many;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.contact.ContactDetails;
import io.guanxi.domain.contact.ContactEvent.Added;
import io.guanxi.domain.contact.ContactEvent.DetailsCorrected;
import io.guanxi.domain.contact.ContactEvent.Left;
import io.guanxi.domain.contact.ContactEvent.Returned;
import io.guanxi.domain.contact.ContactEvent.SuperiorChanged;
import io.guanxi.domain.contact.ContactId;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.schema.FieldValues;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person's place in an organisation as screens see it. Its people are read along:
 *
 * <pre>{@code
 * session.views(ContactView.TYPE).with(CustomerView.TYPE).find(ORGANISATION.is(acme).and(on(today)), first(50).by(SINCE));
 * }</pre>
 *
 * @param superior to whom the person reports
 * @param since the first day, if it is known
 * @param lastDay null unless the person leaves or has left
 */
@RecordBuilder
public record ContactView(
        ContactId id,
        CustomerId organisation,
        CustomerId person,
        ContactDetails details,
        @Nullable ContactId superior,
        @Nullable LocalDate since,
        @Nullable LocalDate lastDay,
        FieldValues custom,
        Instant changedAt)
        implements View, ContactViewBuilder.With {

    private static final ViewType.Builder<ContactView> V = ViewType.of("contact", ContactView.class);

    public static final Reference<ContactView, CustomerId> ORGANISATION =
            V.reference("organisation", CustomerId.class, ContactView::organisation);

    /** What is told here is told of the person, and goes with the person. */
    public static final Reference<ContactView, CustomerId> PERSON =
            V.belongsTo("person", CustomerId.class, ContactView::person);

    public static final Text<ContactView> TITLE =
            V.text("title", view -> view.details().title());
    public static final Text<ContactView> DEPARTMENT =
            V.text("department", view -> view.details().department());
    public static final Many<ContactView> ROLES =
            V.texts("roles", view -> view.details().roles());
    public static final Reference<ContactView, ContactId> SUPERIOR =
            V.reference("superior", ContactId.class, ContactView::superior);
    public static final Ordered<ContactView, LocalDate> SINCE = V.date("since", ContactView::since);
    public static final Ordered<ContactView, LocalDate> LAST_DAY = V.date("last_day", ContactView::lastDay);
    public static final Ordered<ContactView, Instant> CHANGED_AT = V.instant("changed_at", ContactView::changedAt);

    public static final ViewType<ContactView> TYPE = V.startsWith(Added.class, ContactView::added)
            .on(
                    DetailsCorrected.class,
                    (view, event, meta) -> view.changed(meta).withDetails(event.details()))
            .on(SuperiorChanged.class, (view, event, meta) -> view.changed(meta).withSuperior(event.superior()))
            .on(Left.class, (view, event, meta) -> view.changed(meta).withLastDay(event.lastDay()))
            .on(Returned.class, (view, event, meta) -> view.changed(meta).withLastDay(null))
            .personal(Personal.Kind.TEXT, TITLE)
            .list(ORGANISATION)
            .by(SINCE)
            .list(PERSON)
            .by(SINCE)
            .list(SUPERIOR)
            .by(SINCE)
            .customFields(ContactView::custom, ContactView::withCustom, ContactView::changed)
            .build();

    /** Who was there on that day: also those of whom no first or last day is known. */
    public static Filter<ContactView> on(LocalDate day) {
        return SINCE.absent().or(SINCE.atMost(day)).and(LAST_DAY.absent().or(LAST_DAY.atLeast(day)));
    }

    private static ContactView added(Added event, Meta meta) {
        return new ContactView(
                event.contactId(),
                event.organisation(),
                event.person(),
                event.details(),
                null,
                event.since(),
                null,
                FieldValues.NONE,
                meta.happenedAt());
    }

    private ContactView changed(Meta meta) {
        return withChangedAt(meta.happenedAt());
    }
}
