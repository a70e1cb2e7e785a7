package io.guanxi.application.customer;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.guanxi.application.Meta;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Many;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.Access;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.ContactPoints;
import io.guanxi.domain.customer.Contacts;
import io.guanxi.domain.customer.Customer.Status;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerEvent.Absorbed;
import io.guanxi.domain.customer.CustomerEvent.Archived;
import io.guanxi.domain.customer.CustomerEvent.ClaimedFromPool;
import io.guanxi.domain.customer.CustomerEvent.ClassOverridden;
import io.guanxi.domain.customer.CustomerEvent.Classified;
import io.guanxi.domain.customer.CustomerEvent.CollaboratorAdded;
import io.guanxi.domain.customer.CustomerEvent.CollaboratorRemoved;
import io.guanxi.domain.customer.CustomerEvent.ContactForgotten;
import io.guanxi.domain.customer.CustomerEvent.ContactPointAdded;
import io.guanxi.domain.customer.CustomerEvent.ContactPointRemoved;
import io.guanxi.domain.customer.CustomerEvent.Contacted;
import io.guanxi.domain.customer.CustomerEvent.Dealt;
import io.guanxi.domain.customer.CustomerEvent.DetailsCorrected;
import io.guanxi.domain.customer.CustomerEvent.DistributedFromPool;
import io.guanxi.domain.customer.CustomerEvent.FieldsConfirmed;
import io.guanxi.domain.customer.CustomerEvent.FollowUpDropped;
import io.guanxi.domain.customer.CustomerEvent.FollowUpPromised;
import io.guanxi.domain.customer.CustomerEvent.IdentityAdded;
import io.guanxi.domain.customer.CustomerEvent.IdentityRemoved;
import io.guanxi.domain.customer.CustomerEvent.Locked;
import io.guanxi.domain.customer.CustomerEvent.MergedInto;
import io.guanxi.domain.customer.CustomerEvent.OverrideEnded;
import io.guanxi.domain.customer.CustomerEvent.OwnerAssigned;
import io.guanxi.domain.customer.CustomerEvent.OwnerTransferred;
import io.guanxi.domain.customer.CustomerEvent.PassedOn;
import io.guanxi.domain.customer.CustomerEvent.PrimaryChanged;
import io.guanxi.domain.customer.CustomerEvent.Registered;
import io.guanxi.domain.customer.CustomerEvent.Released;
import io.guanxi.domain.customer.CustomerEvent.ReleasedToPool;
import io.guanxi.domain.customer.CustomerEvent.Restored;
import io.guanxi.domain.customer.CustomerEvent.Restricted;
import io.guanxi.domain.customer.CustomerEvent.RestrictionLifted;
import io.guanxi.domain.customer.CustomerEvent.SurvivorChanged;
import io.guanxi.domain.customer.CustomerEvent.Tagged;
import io.guanxi.domain.customer.CustomerEvent.Unlocked;
import io.guanxi.domain.customer.CustomerEvent.Unmerged;
import io.guanxi.domain.customer.CustomerEvent.Untagged;
import io.guanxi.domain.customer.CustomerEvent.WithdrawnFromPool;
import io.guanxi.domain.customer.CustomerField;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.customer.Facts;
import io.guanxi.domain.customer.Merging;
import io.guanxi.domain.customer.SourceIdentity;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import io.guanxi.domain.schema.FieldValues;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A customer as screens, reports and rules see it. This record is the JSON.
 *
 * @param pool the public pool that it is in; null if it is in none, as when somebody owns it
 * @param survivor by whose name it goes; null if by its own
 * @param merging what is its own of all that is shown, and what is that of customers that were merged into it; null if none were
 */
@RecordBuilder
public record CustomerView(
        CustomerId id,
        CustomerKind kind,
        Status status,
        CustomerDetails details,
        List<ContactPoint> contactPoints,
        Map<CustomerField, Instant> confirmed,
        Set<SourceIdentity> identities,
        @Nullable String owner,
        @Nullable Instant ownedSince,
        @Nullable String pool,
        Map<String, Access> collaborators,
        Set<String> tags,
        boolean locked,
        boolean dealt,
        boolean restricted,
        Contacts contacts,
        @Nullable Instant nextContactAt,
        Map<String, Classification> classifications,
        FieldValues custom,
        @Nullable CustomerId survivor,
        @Nullable Merging merging,
        Instant registeredAt,
        Instant changedAt)
        implements View, CustomerViewBuilder.With {

    private static final ViewType.Builder<CustomerView> V = ViewType.of("customer", CustomerView.class);

    public static final Text<CustomerView> NAME =
            V.text("name", view -> view.details().name());
    public static final Attribute<CustomerView, CustomerKind> KIND =
            V.oneOf("kind", CustomerKind.class, CustomerView::kind);
    public static final Attribute<CustomerView, Status> STATUS = V.oneOf("status", Status.class, CustomerView::status);
    public static final Text<CustomerView> OWNER = V.text("owner", CustomerView::owner);
    public static final Ordered<CustomerView, Instant> OWNED_SINCE = V.instant("owned_since", CustomerView::ownedSince);
    public static final Text<CustomerView> INDUSTRY =
            V.text("industry", view -> view.details().industry());
    public static final Text<CustomerView> LEVEL =
            V.text("level", view -> view.details().level());
    public static final Text<CustomerView> SOURCE =
            V.text("source", view -> view.details().source());
    public static final Text<CustomerView> USCC = V.text("uscc", CustomerView::usccText);
    public static final Reference<CustomerView, CustomerId> PARENT =
            V.reference("parent", CustomerId.class, view -> view.details().parent());
    public static final Ordered<CustomerView, Long> FOUNDED_YEAR =
            V.integer("founded_year", view -> asLong(view.details().foundedYear()));
    public static final Ordered<CustomerView, Long> EMPLOYEES =
            V.integer("employees", view -> asLong(view.details().employees()));
    public static final Ordered<CustomerView, BigDecimal> ANNUAL_REVENUE =
            V.decimal("annual_revenue", view -> amount(view.details().annualRevenue()));
    public static final Text<CustomerView> REVENUE_CURRENCY =
            V.text("revenue_currency", view -> currency(view.details().annualRevenue()));
    public static final Many<CustomerView> EMAILS = V.texts("emails", CustomerView::emails);
    public static final Many<CustomerView> PHONES = V.texts("phones", CustomerView::phones);

    /** How other systems call the customer: {@code IDENTITIES.has("erp:4711")}. */
    public static final Many<CustomerView> IDENTITIES = V.texts("identities", CustomerView::identityKeys);

    public static final Text<CustomerView> COUNTRY = V.text("country", CustomerView::country);
    public static final Text<CustomerView> CITY = V.text("city", CustomerView::city);
    public static final Many<CustomerView> COLLABORATORS =
            V.texts("collaborators", view -> view.collaborators().keySet());
    public static final Many<CustomerView> TAGS = V.texts("tags", CustomerView::tags);
    public static final Ordered<CustomerView, Boolean> LOCKED = V.flag("locked", CustomerView::locked);
    public static final Ordered<CustomerView, Boolean> DEALT = V.flag("dealt", CustomerView::dealt);
    /** Whether the person's data may be stored and not used. */
    public static final Ordered<CustomerView, Boolean> RESTRICTED = V.flag("restricted", CustomerView::restricted);

    public static final Ordered<CustomerView, Instant> LAST_CONTACT =
            V.instant("last_contact", view -> view.contacts().lastAt());

    /** The earliest that was promised or agreed on. */
    public static final Ordered<CustomerView, Instant> NEXT_CONTACT =
            V.instant("next_contact", CustomerView::nextContactAt);

    /** Where the customer stands in its life cycle, by the host's {@link Scheme} of that name. */
    public static final Text<CustomerView> LIFE_CYCLE = V.text("life_cycle", view -> view.place(Scheme.LIFE_CYCLE));

    public static final Text<CustomerView> TIER = V.text("tier", view -> view.place(Scheme.TIER));

    /** The names of all schemes that the customer has a place in, and those places: {@code STANDINGS.has("tier:gold")}. */
    public static final Many<CustomerView> STANDINGS = V.texts("standings", CustomerView::standings);

    /** The names of the schemes in which somebody has said where the customer stands. */
    public static final Many<CustomerView> OVERRIDDEN = V.texts("overridden", CustomerView::overridden);

    private static final ImmutableMap<CustomerField, Ordered<CustomerView, Instant>> CONFIRMED =
            Maps.toMap(EnumSet.allOf(CustomerField.class), CustomerView::confirmed);

    public static final Ordered<CustomerView, Instant> REGISTERED_AT =
            V.instant("registered_at", CustomerView::registeredAt);
    public static final Ordered<CustomerView, Instant> CHANGED_AT = V.instant("changed_at", CustomerView::changedAt);

    /** Neither archived nor merged. */
    public static final Filter<CustomerView> ACTIVE = STATUS.is(Status.ACTIVE);

    /** Of whom one may think: neither archived, nor restricted, nor erased. */
    public static final Filter<CustomerView> REACHABLE =
            ACTIVE.and(RESTRICTED.is(false)).and(NAME.isNot(Erased.TEXT));

    public static final ViewType<CustomerView> TYPE = V.startsWith(Registered.class, CustomerView::registered)
            .on(
                    DetailsCorrected.class,
                    fact((view, event, meta) ->
                            view.changed(meta).withDetails(event.details()).said(view, meta)))
            .on(ContactPointAdded.class, fact(CustomerView::contactPointAdded))
            .on(ContactPointRemoved.class, fact(CustomerView::contactPointRemoved))
            .on(PrimaryChanged.class, fact(CustomerView::primaryChanged))
            .on(FieldsConfirmed.class, (view, event, meta) -> view.changed(meta).fresh(event.fields(), event.at()))
            .on(IdentityAdded.class, fact(CustomerView::identityAdded))
            .on(IdentityRemoved.class, fact(CustomerView::identityRemoved))
            .on(OwnerAssigned.class, (view, event, meta) -> view.ownedBy(event.owner(), meta))
            .on(OwnerTransferred.class, (view, event, meta) -> view.ownedBy(event.owner(), meta))
            .on(
                    ReleasedToPool.class,
                    (view, event, meta) -> view.changed(meta)
                            .withOwner(null)
                            .withOwnedSince(null)
                            .withPool(event.pool()))
            .on(
                    WithdrawnFromPool.class,
                    (view, event, meta) -> view.changed(meta).withPool(null))
            .on(ClaimedFromPool.class, (view, event, meta) -> view.givenTo(event.owner(), meta))
            .on(DistributedFromPool.class, (view, event, meta) -> view.givenTo(event.owner(), meta))
            .on(CollaboratorAdded.class, CustomerView::collaboratorAdded)
            .on(
                    CollaboratorRemoved.class,
                    (view, event, meta) -> view.changed(meta).withoutCollaborator(event.user()))
            .on(Locked.class, (view, event, meta) -> view.changed(meta).withLocked(true))
            .on(Unlocked.class, (view, event, meta) -> view.changed(meta).withLocked(false))
            .on(Dealt.class, fact((view, event, meta) -> view.changed(meta).withDealt(true)))
            .on(
                    Contacted.class,
                    fact((view, event, meta) -> view.contacted(view.contacts().with(event))))
            .on(
                    ContactForgotten.class,
                    fact((view, event, meta) -> view.contacted(view.contacts().with(event))))
            .on(
                    FollowUpPromised.class,
                    fact((view, event, meta) -> view.contacted(view.contacts().with(event))))
            .on(
                    FollowUpDropped.class,
                    fact((view, event, meta) -> view.contacted(view.contacts().without(event.activity()))))
            .on(Tagged.class, fact(CustomerView::tagged))
            .on(Untagged.class, fact(CustomerView::untagged))
            .on(
                    Classified.class,
                    (view, event, meta) -> view.classified(
                            event.scheme(),
                            event.place() == null
                                    ? null
                                    : new Classification(event.place(), meta.happenedAt(), event.rule(), false)))
            .on(
                    ClassOverridden.class,
                    (view, event, meta) -> view.classified(
                            event.scheme(), new Classification(event.place(), meta.happenedAt(), event.reason(), true)))
            .on(OverrideEnded.class, CustomerView::overrideEnded)
            .on(Archived.class, (view, event, meta) -> view.changed(meta).withStatus(Status.ARCHIVED))
            .on(Restored.class, (view, event, meta) -> view.changed(meta).withStatus(Status.ACTIVE))
            .on(Restricted.class, (view, event, meta) -> view.changed(meta).withRestricted(true))
            .on(
                    RestrictionLifted.class,
                    (view, event, meta) -> view.changed(meta).withRestricted(false))
            .on(
                    MergedInto.class,
                    (view, event, meta) ->
                            view.changed(meta).withStatus(Status.MERGED).withSurvivor(event.survivor()))
            .on(SurvivorChanged.class, (view, event) -> view.withSurvivor(event.survivor()))
            .on(
                    Unmerged.class,
                    (view, event, meta) ->
                            view.changed(meta).withStatus(Status.ACTIVE).withSurvivor(null))
            .on(
                    Absorbed.class,
                    (view, event, meta) -> view.changed(meta)
                            .showing(view.merged().with(event))
                            .said(view, meta))
            .on(
                    Released.class,
                    (view, event, meta) -> view.changed(meta)
                            .showing(view.merged().without(event.other()))
                            .said(view, meta))
            .ignores(PassedOn.class)
            .standIns(MergeView.TYPE, MergeView.SURVIVOR)
            .personal(Personal.Kind.NAME, NAME)
            .personal(Personal.Kind.EMAIL, EMAILS)
            .personal(Personal.Kind.PHONE, PHONES)
            .personal(Personal.Kind.IDENTITY, IDENTITIES)
            .lookedUpBy(NAME, EMAILS, PHONES, IDENTITIES, USCC)
            .list()
            .by(NAME)
            .list(STATUS)
            .by(NAME)
            .list(OWNER)
            .by(NAME)
            .list(PARENT)
            .by(NAME)
            .customFields(
                    CustomerView::custom, CustomerView::withCustom, CustomerView::changed, CustomerView::requireActive)
            .toldBy(CustomerView::withFields, CustomerView::onlyFields)
            .build();

    public CustomerView {
        contactPoints = List.copyOf(contactPoints);
        confirmed = ImmutableMap.copyOf(confirmed);
        identities = ImmutableSet.copyOf(identities);
        collaborators = ImmutableMap.copyOf(collaborators);
        tags = ImmutableSet.copyOf(tags);
        classifications = ImmutableMap.copyOf(classifications);
    }

    /**
     * Whom a text names anywhere: {@code erp:4711}, an e-mail address in lower case, a telephone number as E.164 writes it. Of those
     * who are the same, the one by whose name they go.
     */
    public static Filter<CustomerView> knownAs(String name) {
        return IDENTITIES.has(name).or(EMAILS.has(name)).or(PHONES.has(name)).and(STATUS.isNot(Status.MERGED));
    }

    /**
     * Of whom nobody has thought for too long: customers of whom one may think, not contacted since, or registered before and never contacted,
     * with no next contact, or one that was due even then. A customer learns of its contacts by a reaction, a moment later.
     *
     * @param since now without the longest silence that is bearable
     */
    public static Filter<CustomerView> neglectedSince(Instant since) {
        return REACHABLE
                .and(LAST_CONTACT.atMost(since).or(LAST_CONTACT.absent().and(REGISTERED_AT.atMost(since))))
                .and(NEXT_CONTACT.absent().or(NEXT_CONTACT.atMost(since)));
    }

    /** When a field was said or confirmed last; absent where nothing is said. Lists of stale ones are asked by it. */
    public static Ordered<CustomerView, Instant> confirmedAt(CustomerField field) {
        return Objects.requireNonNull(CONFIRMED.get(field));
    }

    /** Whether nothing is to be done with the customer any more: archived, merged, or erased. */
    public boolean isGone() {
        return status != Status.ACTIVE || details.name().equals(Erased.TEXT);
    }

    /** What is told of one into which others were merged is seen together with what is told of those. */
    private static <E extends CustomerEvent> ViewType.Transition<CustomerView, E> fact(
            ViewType.Transition<CustomerView, E> transition) {
        return (view, event, meta) -> {
            CustomerView after = transition.apply(view, event, meta);
            return view.merging == null ? after : after.showing(view.merging.with(event));
        };
    }

    /** What is told of it, together with what is told of those that were merged into it. */
    public Facts facts() {
        return new Facts(details, contactPoints, identities, tags, dealt, contacts, custom.value());
    }

    private Merging merged() {
        return merging == null ? Merging.of(facts()) : merging;
    }

    private CustomerView showing(Merging now) {
        Facts shown = now.shown();
        return withDetails(shown.details())
                .withContactPoints(shown.contactPoints())
                .withIdentities(shown.identities())
                .withTags(shown.tags())
                .withDealt(shown.dealt())
                .contacted(shown.contacts())
                .withCustom(new FieldValues(shown.custom()))
                .withMerging(now.isOver() ? null : now);
    }

    private CustomerView withFields(FieldValues now) {
        return merging == null ? withCustom(now) : showing(merging.with(now.value()));
    }

    private CustomerView onlyFields(Predicate<String> fields) {
        return custom.isEmpty() && merging == null
                ? this
                : withCustom(custom.only(fields)).withMerging(merging == null ? null : merging.only(fields));
    }

    private static CustomerView registered(Registered event, Meta meta) {
        return new CustomerView(
                event.customerId(),
                event.kind(),
                Status.ACTIVE,
                event.details(),
                List.of(),
                Map.of(),
                Set.of(),
                null,
                null,
                null,
                Map.of(),
                Set.of(),
                false,
                false,
                false,
                Contacts.NONE,
                null,
                Map.of(),
                FieldValues.NONE,
                null,
                null,
                meta.happenedAt(),
                meta.happenedAt());
    }

    private CustomerView contactPointAdded(ContactPointAdded event, Meta meta) {
        return changed(meta)
                .withContactPoints(points().with(event.contactPoint()).all())
                .said(this, meta);
    }

    /** What was said last is as fresh as that. */
    private CustomerView said(CustomerView before, Meta meta) {
        Set<CustomerField> said = EnumSet.allOf(CustomerField.class);
        said.removeIf(each -> Objects.equals(value(each), before.value(each)));
        return fresh(said, meta.happenedAt());
    }

    /** Only what is later than the registration is kept, for most that is known was said then. */
    private CustomerView fresh(Set<CustomerField> fields, Instant at) {
        Map<CustomerField, Instant> now = new EnumMap<>(CustomerField.class);
        now.putAll(confirmed);
        for (CustomerField each : fields) {
            if (at.isAfter(now.getOrDefault(each, registeredAt))) {
                now.put(each, at);
            }
        }
        return withConfirmed(now);
    }

    private @Nullable Object value(CustomerField field) {
        return field.of(details, points());
    }

    private static Ordered<CustomerView, Instant> confirmed(CustomerField field) {
        return V.instant(
                Ascii.toLowerCase(field.name()) + "_confirmed",
                view -> view.value(field) == null ? null : view.confirmed().getOrDefault(field, view.registeredAt()));
    }

    private CustomerView contactPointRemoved(ContactPointRemoved event, Meta meta) {
        return changed(meta)
                .withContactPoints(points().without(event.contactPoint()).all());
    }

    private CustomerView primaryChanged(PrimaryChanged event, Meta meta) {
        return changed(meta)
                .withContactPoints(points().withPrimary(event.contactPoint()).all());
    }

    private CustomerView identityAdded(IdentityAdded event, Meta meta) {
        return changed(meta).withIdentities(Sets.union(identities, Set.of(event.identity())));
    }

    private CustomerView identityRemoved(IdentityRemoved event, Meta meta) {
        return changed(meta).withIdentities(Sets.difference(identities, Set.of(event.identity())));
    }

    private CustomerView collaboratorAdded(CollaboratorAdded event, Meta meta) {
        return changed(meta)
                .withCollaborators(ImmutableMap.<String, Access>builder()
                        .putAll(collaborators)
                        .put(event.user(), event.access())
                        .buildKeepingLast());
    }

    /** The customer itself has not changed by it. */
    private CustomerView contacted(Contacts now) {
        return withContacts(now).withNextContactAt(now.nextAt().orElse(null));
    }

    /** By rules, or by somebody who sees further: what is known of the customer itself has not changed. */
    private CustomerView classified(String scheme, @Nullable Classification now) {
        Map<String, Classification> others = Maps.filterKeys(classifications, each -> !each.equals(scheme));
        return withClassifications(
                now == null
                        ? others
                        : ImmutableMap.<String, Classification>builder()
                                .putAll(others)
                                .put(scheme, now)
                                .buildOrThrow());
    }

    private CustomerView overrideEnded(OverrideEnded event) {
        Classification now = classifications.get(event.scheme());
        return now == null ? this : classified(event.scheme(), now.left());
    }

    private @Nullable String place(String scheme) {
        Classification here = classifications.get(scheme);
        return here == null ? null : here.place();
    }

    private Set<String> standings() {
        ImmutableSet.Builder<String> keys = ImmutableSet.builder();
        classifications.forEach((scheme, each) -> keys.add(scheme).add(Scheme.key(scheme, each.place())));
        return keys.build();
    }

    private Set<String> overridden() {
        return Maps.filterValues(classifications, Classification::overridden).keySet();
    }

    private CustomerView tagged(Tagged event, Meta meta) {
        return changed(meta).withTags(Sets.union(tags, Set.of(event.tag())));
    }

    private CustomerView untagged(Untagged event, Meta meta) {
        return changed(meta).withTags(Sets.difference(tags, Set.of(event.tag())));
    }

    private CustomerView ownedBy(String user, Meta meta) {
        return changed(meta)
                .withOwner(user)
                .withOwnedSince(meta.happenedAt())
                .withPool(null)
                .withoutCollaborator(user);
    }

    /** From a pool, whose rules go by the time of the recording. */
    private CustomerView givenTo(String user, Meta meta) {
        return ownedBy(user, meta).withOwnedSince(meta.recordedAt());
    }

    private CustomerView withoutCollaborator(String user) {
        return withCollaborators(Maps.filterKeys(collaborators, each -> !each.equals(user)));
    }

    private void requireActive() {
        if (survivor != null) {
            throw CustomerRule.MERGED.refused(survivor.value());
        }
        if (status == Status.ARCHIVED) {
            throw CustomerRule.ARCHIVED.refused();
        }
    }

    private CustomerView changed(Meta meta) {
        return withChangedAt(meta.happenedAt());
    }

    private ContactPoints points() {
        return new ContactPoints(contactPoints);
    }

    /** The e-mail addresses in lower case, as they are compared. */
    Set<String> emails() {
        return points().of(ContactPoint.Email.class).stream()
                .map(each -> each.address().key())
                .collect(ImmutableSet.toImmutableSet());
    }

    Set<String> identityKeys() {
        return identities.stream().map(SourceIdentity::key).collect(ImmutableSet.toImmutableSet());
    }

    private Set<String> phones() {
        return points().of(ContactPoint.Phone.class).stream()
                .map(each -> each.number().value())
                .collect(ImmutableSet.toImmutableSet());
    }

    @Nullable
    String usccText() {
        UnifiedSocialCreditCode code = details.uscc();
        return code == null ? null : code.value();
    }

    private @Nullable String country() {
        return postal().map(each -> each.address().country()).orElse(null);
    }

    private @Nullable String city() {
        return postal().map(each -> each.address().city()).orElse(null);
    }

    private Optional<ContactPoint.Postal> postal() {
        return points().primary(ContactPoint.Postal.class);
    }

    private static @Nullable Long asLong(@Nullable Integer number) {
        return number == null ? null : Long.valueOf(number);
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.getAmount();
    }

    private static @Nullable String currency(@Nullable Money money) {
        return money == null ? null : money.getCurrencyUnit().getCode();
    }
}
