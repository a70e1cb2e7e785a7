package io.guanxi.domain.customer;

import static io.guanxi.domain.customer.CustomerRule.ALREADY_OWNED;
import static io.guanxi.domain.customer.CustomerRule.ALREADY_REGISTERED;
import static io.guanxi.domain.customer.CustomerRule.ARCHIVED;
import static io.guanxi.domain.customer.CustomerRule.CONTACT_POINT_UNKNOWN;
import static io.guanxi.domain.customer.CustomerRule.IN_POOL;
import static io.guanxi.domain.customer.CustomerRule.LOCKED;
import static io.guanxi.domain.customer.CustomerRule.MERGED;
import static io.guanxi.domain.customer.CustomerRule.NOTHING_TO_CONFIRM;
import static io.guanxi.domain.customer.CustomerRule.NOT_IN_POOL;
import static io.guanxi.domain.customer.CustomerRule.NOT_OWNED;
import static io.guanxi.domain.customer.CustomerRule.OTHER_KIND;
import static io.guanxi.domain.customer.CustomerRule.OWNED_BY_ANOTHER;
import static io.guanxi.domain.customer.CustomerRule.OWNER_IS_NO_COLLABORATOR;
import static io.guanxi.domain.customer.CustomerRule.PARENT_IS_FOR_ORGANISATIONS;
import static io.guanxi.domain.customer.CustomerRule.PARENT_IS_ITSELF;
import static io.guanxi.domain.customer.CustomerRule.RESTRICTED;
import static io.guanxi.domain.customer.CustomerRule.TOO_MANY_COLLABORATORS;
import static io.guanxi.domain.customer.CustomerRule.TOO_MANY_CONTACT_POINTS;
import static io.guanxi.domain.customer.CustomerRule.TOO_MANY_IDENTITIES;
import static io.guanxi.domain.customer.CustomerRule.TOO_MANY_SCHEMES;
import static io.guanxi.domain.customer.CustomerRule.TOO_MANY_TAGS;
import static io.guanxi.domain.customer.CustomerRule.USCC_IS_FOR_ORGANISATIONS;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.guanxi.domain.customer.CustomerCommand.Absorb;
import io.guanxi.domain.customer.CustomerCommand.AbsorbNews;
import io.guanxi.domain.customer.CustomerCommand.AddCollaborator;
import io.guanxi.domain.customer.CustomerCommand.AddContactPoint;
import io.guanxi.domain.customer.CustomerCommand.AddIdentity;
import io.guanxi.domain.customer.CustomerCommand.Archive;
import io.guanxi.domain.customer.CustomerCommand.AssignOwner;
import io.guanxi.domain.customer.CustomerCommand.ChangeSurvivor;
import io.guanxi.domain.customer.CustomerCommand.ClaimFromPool;
import io.guanxi.domain.customer.CustomerCommand.Classify;
import io.guanxi.domain.customer.CustomerCommand.Confirm;
import io.guanxi.domain.customer.CustomerCommand.CorrectDetails;
import io.guanxi.domain.customer.CustomerCommand.DistributeFromPool;
import io.guanxi.domain.customer.CustomerCommand.DropFollowUp;
import io.guanxi.domain.customer.CustomerCommand.EndOverride;
import io.guanxi.domain.customer.CustomerCommand.Enrich;
import io.guanxi.domain.customer.CustomerCommand.ForgetContact;
import io.guanxi.domain.customer.CustomerCommand.LiftRestriction;
import io.guanxi.domain.customer.CustomerCommand.Lock;
import io.guanxi.domain.customer.CustomerCommand.MakePrimary;
import io.guanxi.domain.customer.CustomerCommand.MarkDealt;
import io.guanxi.domain.customer.CustomerCommand.MergeInto;
import io.guanxi.domain.customer.CustomerCommand.NoteContact;
import io.guanxi.domain.customer.CustomerCommand.OverrideClass;
import io.guanxi.domain.customer.CustomerCommand.PromiseFollowUp;
import io.guanxi.domain.customer.CustomerCommand.RecallToPool;
import io.guanxi.domain.customer.CustomerCommand.RecycleToPool;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerCommand.ReleaseToPool;
import io.guanxi.domain.customer.CustomerCommand.RemoveCollaborator;
import io.guanxi.domain.customer.CustomerCommand.RemoveContactPoint;
import io.guanxi.domain.customer.CustomerCommand.RemoveIdentity;
import io.guanxi.domain.customer.CustomerCommand.Restore;
import io.guanxi.domain.customer.CustomerCommand.Restrict;
import io.guanxi.domain.customer.CustomerCommand.Separate;
import io.guanxi.domain.customer.CustomerCommand.Tag;
import io.guanxi.domain.customer.CustomerCommand.TransferOwner;
import io.guanxi.domain.customer.CustomerCommand.Unlock;
import io.guanxi.domain.customer.CustomerCommand.Unmerge;
import io.guanxi.domain.customer.CustomerCommand.Untag;
import io.guanxi.domain.customer.CustomerCommand.WithdrawFromPool;
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
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What the rules need to remember of a customer, and the rules. */
@RecordBuilder
public record Customer(
        Status status,
        @Nullable Registration registration,
        @Nullable CustomerKind kind,
        @Nullable CustomerDetails details,
        ContactPoints contactPoints,
        Map<CustomerField, Instant> confirmed,
        Set<SourceIdentity> identities,
        @Nullable String owner,
        @Nullable String pool,
        Map<String, Access> collaborators,
        Set<String> tags,
        boolean locked,
        boolean dealt,
        boolean restricted,
        Contacts contacts,
        Standings standings,
        @Nullable CustomerId into,
        @Nullable CustomerId survivor,
        @Nullable Merging merging)
        implements CustomerBuilder.With {

    public static final int MAX_CONTACT_POINTS = 50;
    public static final int MAX_IDENTITIES = 50;
    public static final int MAX_COLLABORATORS = 100;
    public static final int MAX_TAGS = 100;
    public static final int MAX_SCHEMES = 20;

    private static final Customer UNKNOWN = new Customer(
            Status.UNKNOWN,
            null,
            null,
            null,
            ContactPoints.NONE,
            ImmutableMap.of(),
            ImmutableSet.of(),
            null,
            null,
            ImmutableMap.of(),
            ImmutableSet.of(),
            false,
            false,
            false,
            Contacts.NONE,
            Standings.NONE,
            null,
            null,
            null);

    public static final Decider<CustomerCommand, CustomerEvent, Customer> DECIDER = Decider.of(
                    CustomerCommand.class, CustomerEvent.class, UNKNOWN)
            .decide(Register.class, Customer::register)
            .decide(CorrectDetails.class, passingOn(Customer::correctDetails))
            .decide(Enrich.class, passingOn(Customer::enrich))
            .decide(AddContactPoint.class, passingOn(Customer::addContactPoint))
            .decide(RemoveContactPoint.class, passingOn(Customer::removeContactPoint))
            .decide(MakePrimary.class, passingOn(Customer::makePrimary))
            .decide(Confirm.class, Customer::confirm)
            .decide(AddIdentity.class, passingOn(Customer::addIdentity))
            .decide(RemoveIdentity.class, passingOn(Customer::removeIdentity))
            .decide(AssignOwner.class, Customer::assignOwner)
            .decide(TransferOwner.class, Customer::transferOwner)
            .decide(ReleaseToPool.class, Customer::releaseToPool)
            .decide(RecallToPool.class, Customer::recallToPool)
            .decide(RecycleToPool.class, Customer::recycleToPool)
            .decide(ClaimFromPool.class, Customer::claimFromPool)
            .decide(WithdrawFromPool.class, Customer::withdrawFromPool)
            .decide(DistributeFromPool.class, Customer::distributeFromPool)
            .decide(AddCollaborator.class, Customer::addCollaborator)
            .decide(RemoveCollaborator.class, Customer::removeCollaborator)
            .decide(Lock.class, Customer::lock)
            .decide(Unlock.class, Customer::unlock)
            .decide(MarkDealt.class, passingOn(Customer::markDealt))
            .decide(NoteContact.class, passingOn(Customer::noteContact))
            .decide(ForgetContact.class, passingOn(Customer::forgetContact))
            .decide(PromiseFollowUp.class, passingOn(Customer::promiseFollowUp))
            .decide(DropFollowUp.class, passingOn(Customer::dropFollowUp))
            .decide(Tag.class, passingOn(Customer::tag))
            .decide(Untag.class, passingOn(Customer::untag))
            .decide(Classify.class, Customer::classify)
            .decide(OverrideClass.class, Customer::overrideClass)
            .decide(EndOverride.class, Customer::endOverride)
            .decide(Archive.class, Customer::archive)
            .decide(Restore.class, Customer::restore)
            .decide(Restrict.class, Customer::restrict)
            .decide(LiftRestriction.class, Customer::liftRestriction)
            .decide(MergeInto.class, Customer::mergeInto)
            .decide(ChangeSurvivor.class, Customer::changeSurvivor)
            .decide(Unmerge.class, passingOn(Customer::unmerge))
            .decide(Absorb.class, passingOn(Customer::absorb))
            .decide(AbsorbNews.class, passingOn(Customer::absorbNews))
            .decide(Separate.class, Customer::separate)
            .evolve(Registered.class, Customer::registered)
            .evolve(DetailsCorrected.class, fact((state, event) -> state.withDetails(event.details())))
            .evolve(ContactPointAdded.class, fact(Customer::contactPointAdded))
            .evolve(ContactPointRemoved.class, fact(Customer::contactPointRemoved))
            .evolve(PrimaryChanged.class, fact(Customer::primaryChanged))
            .evolve(FieldsConfirmed.class, Customer::fieldsConfirmed)
            .evolve(IdentityAdded.class, fact(Customer::identityAdded))
            .evolve(IdentityRemoved.class, fact(Customer::identityRemoved))
            .evolve(OwnerAssigned.class, Customer::ownerAssigned)
            .evolve(OwnerTransferred.class, (state, event) -> state.ownedBy(event.owner()))
            .evolve(ReleasedToPool.class, Customer::releasedToPool)
            .evolve(WithdrawnFromPool.class, (state, event) -> state.withPool(null))
            .evolve(ClaimedFromPool.class, (state, event) -> state.ownedBy(event.owner()))
            .evolve(DistributedFromPool.class, (state, event) -> state.ownedBy(event.owner()))
            .evolve(CollaboratorAdded.class, Customer::collaboratorAdded)
            .evolve(CollaboratorRemoved.class, (state, event) -> state.withoutCollaborator(event.user()))
            .evolve(Locked.class, (state, event) -> state.withLocked(true))
            .evolve(Unlocked.class, (state, event) -> state.withLocked(false))
            .evolve(Dealt.class, fact((state, event) -> state.withDealt(true)))
            .evolve(Contacted.class, fact((state, event) -> state.withContacts(state.contacts.with(event))))
            .evolve(ContactForgotten.class, fact((state, event) -> state.withContacts(state.contacts.with(event))))
            .evolve(FollowUpPromised.class, fact((state, event) -> state.withContacts(state.contacts.with(event))))
            .evolve(
                    FollowUpDropped.class,
                    fact((state, event) -> state.withContacts(state.contacts.without(event.activity()))))
            .evolve(Tagged.class, fact(Customer::tagged))
            .evolve(Untagged.class, fact(Customer::untagged))
            .evolve(Classified.class, (state, event) -> state.withStandings(state.standings.with(event)))
            .evolve(ClassOverridden.class, (state, event) -> state.withStandings(state.standings.with(event)))
            .evolve(OverrideEnded.class, (state, event) -> state.withStandings(state.standings.with(event)))
            .evolve(Archived.class, (state, event) -> state.withStatus(Status.ARCHIVED))
            .evolve(Restored.class, (state, event) -> state.withStatus(Status.ACTIVE))
            .evolve(Restricted.class, (state, event) -> state.withRestricted(true))
            .evolve(RestrictionLifted.class, (state, event) -> state.withRestricted(false))
            .evolve(MergedInto.class, Customer::mergedInto)
            .evolve(SurvivorChanged.class, (state, event) -> state.withSurvivor(event.survivor()))
            .evolve(
                    Unmerged.class,
                    (state, event) ->
                            state.withStatus(Status.ACTIVE).withInto(null).withSurvivor(null))
            .evolve(PassedOn.class, (state, event) -> state)
            .evolve(
                    Absorbed.class,
                    (state, event) -> state.showing(state.merged().with(event)))
            .evolve(
                    Released.class,
                    (state, event) -> state.showing(state.merged().without(event.other())))
            .build();

    /** Where a customer is in its life. */
    public enum Status {
        UNKNOWN,
        ACTIVE,
        ARCHIVED,
        /** The same as another, by whose name it goes. */
        MERGED
    }

    /** What is told of one that is merged is told of the other as well. */
    private static <C extends CustomerCommand> BiFunction<Customer, C, List<CustomerEvent>> passingOn(
            BiFunction<Customer, C, List<CustomerEvent>> rule) {
        return (state, command) -> {
            List<CustomerEvent> events = rule.apply(state, command);
            return events.isEmpty() || state.into == null
                    ? events
                    : ImmutableList.<CustomerEvent>builder()
                            .addAll(events)
                            .add(new PassedOn(command.customerId(), state.into))
                            .build();
        };
    }

    /** What is told of one into which others were merged is seen together with what is told of those. */
    private static <E extends CustomerEvent> BiFunction<Customer, E, Customer> fact(
            BiFunction<Customer, E, Customer> transition) {
        return (state, event) -> {
            Customer after = transition.apply(state, event);
            return state.merging == null ? after : after.showing(state.merging.with(event));
        };
    }

    private List<CustomerEvent> register(Register command) {
        CustomerId id = command.customerId();
        requirePossible(id, command.kind(), command.details());
        if (registration != null) {
            if (!registration.isRepeatedBy(command)) {
                throw ALREADY_REGISTERED.refused();
            }
            return List.of();
        }
        List<CustomerEvent> events = new ArrayList<>();
        events.add(new Registered(id, command.kind(), command.details()));
        command.contactPoints().stream().distinct().forEach(each -> events.add(new ContactPointAdded(id, each)));
        if (command.owner() != null) {
            events.add(new OwnerAssigned(id, command.owner()));
        }
        return events;
    }

    private List<CustomerEvent> correctDetails(CorrectDetails command) {
        requireOpen(command.customerId());
        requirePossible(command.customerId(), kind, command.details());
        return command.details().equals(details)
                ? List.of()
                : List.of(new DetailsCorrected(command.customerId(), command.details()));
    }

    /** Never refused of one that is known: the source could not have known. */
    private List<CustomerEvent> enrich(Enrich command) {
        requireKnown(command.customerId());
        CustomerDetails mine = requireNonNull(details);
        UnifiedSocialCreditCode theirs = command.details().uscc();
        if (restricted
                || status == Status.ARCHIVED
                || kind != CustomerKind.ORGANISATION
                || (mine.uscc() != null && theirs != null && !mine.uscc().equals(theirs))) {
            return List.of();
        }
        List<CustomerEvent> events = new ArrayList<>();
        CustomerDetails filled = mine.filledFrom(command.details());
        if (!filled.equals(mine)) {
            events.add(new DetailsCorrected(command.customerId(), filled));
        }
        command.contactPoints().stream()
                .filter(each -> contactPoints.of(each.getClass()).isEmpty())
                .distinct()
                .limit(MAX_CONTACT_POINTS - contactPoints.all().size())
                .forEach(each -> events.add(new ContactPointAdded(command.customerId(), each)));
        return events;
    }

    private List<CustomerEvent> addContactPoint(AddContactPoint command) {
        requireOpen(command.customerId());
        if (contactPoints.has(command.contactPoint())) {
            return List.of();
        }
        if (contactPoints.all().size() >= MAX_CONTACT_POINTS) {
            throw TOO_MANY_CONTACT_POINTS.refused(MAX_CONTACT_POINTS);
        }
        return List.of(new ContactPointAdded(command.customerId(), command.contactPoint()));
    }

    private List<CustomerEvent> removeContactPoint(RemoveContactPoint command) {
        requireOpen(command.customerId());
        return contactPoints.has(command.contactPoint())
                ? List.of(new ContactPointRemoved(command.customerId(), command.contactPoint()))
                : List.of();
    }

    private List<CustomerEvent> makePrimary(MakePrimary command) {
        requireOpen(command.customerId());
        if (!contactPoints.has(command.contactPoint())) {
            throw CONTACT_POINT_UNKNOWN.refused();
        }
        boolean already = contactPoints
                .primary(command.contactPoint().getClass())
                .filter(command.contactPoint()::equals)
                .isPresent();
        return already ? List.of() : List.of(new PrimaryChanged(command.customerId(), command.contactPoint()));
    }

    /** Confirmed at an earlier time than is known already, it is no news. */
    private List<CustomerEvent> confirm(Confirm command, CallContext context) {
        requireActive(command.customerId());
        for (CustomerField each : command.fields()) {
            if (details == null || each.of(details, contactPoints) == null) {
                throw NOTHING_TO_CONFIRM.refused(each);
            }
        }
        Set<CustomerField> news =
                Sets.filter(command.fields(), each -> context.at().isAfter(confirmed.getOrDefault(each, Instant.MIN)));
        return news.isEmpty() ? List.of() : List.of(new FieldsConfirmed(command.customerId(), news, context.at()));
    }

    private List<CustomerEvent> addIdentity(AddIdentity command) {
        requireOpen(command.customerId());
        if (identities.contains(command.identity())) {
            return List.of();
        }
        if (identities.size() >= MAX_IDENTITIES) {
            throw TOO_MANY_IDENTITIES.refused(MAX_IDENTITIES);
        }
        return List.of(new IdentityAdded(command.customerId(), command.identity()));
    }

    private List<CustomerEvent> removeIdentity(RemoveIdentity command) {
        requireOpen(command.customerId());
        return identities.contains(command.identity())
                ? List.of(new IdentityRemoved(command.customerId(), command.identity()))
                : List.of();
    }

    private List<CustomerEvent> assignOwner(AssignOwner command) {
        requireActive(command.customerId());
        if (command.owner().equals(owner)) {
            return List.of();
        }
        if (owner != null) {
            throw ALREADY_OWNED.refused(owner);
        }
        if (pool != null) {
            throw IN_POOL.refused(pool);
        }
        return List.of(new OwnerAssigned(command.customerId(), command.owner()));
    }

    private List<CustomerEvent> transferOwner(TransferOwner command) {
        requireActive(command.customerId());
        if (owner == null) {
            throw pool == null ? NOT_OWNED.refused() : IN_POOL.refused(pool);
        }
        if (command.owner().equals(owner)) {
            return List.of();
        }
        requireUnlocked();
        return List.of(new OwnerTransferred(command.customerId(), owner, command.owner()));
    }

    private List<CustomerEvent> releaseToPool(ReleaseToPool command, CallContext context) {
        requireActive(command.customerId());
        if (owner != null && !owner.equals(context.actor().id())) {
            throw OWNED_BY_ANOTHER.refused(owner);
        }
        return intoPool(command.customerId(), command.pool(), command.reason());
    }

    private List<CustomerEvent> recallToPool(RecallToPool command) {
        requireActive(command.customerId());
        return intoPool(command.customerId(), command.pool(), command.reason());
    }

    private List<CustomerEvent> intoPool(CustomerId id, String name, String reason) {
        if (name.equals(pool)) {
            return List.of();
        }
        requireUnlocked();
        return List.of(new ReleasedToPool(id, name, owner, null, reason));
    }

    private List<CustomerEvent> recycleToPool(RecycleToPool command) {
        requireActive(command.customerId());
        return owner == null || locked
                ? List.of()
                : List.of(new ReleasedToPool(command.customerId(), command.pool(), owner, command.lapse(), null));
    }

    private List<CustomerEvent> claimFromPool(ClaimFromPool command, CallContext context) {
        String claimer = context.actor().id();
        String pool = poolToGive(command.customerId(), claimer);
        return pool == null ? List.of() : List.of(new ClaimedFromPool(command.customerId(), pool, claimer));
    }

    private List<CustomerEvent> withdrawFromPool(WithdrawFromPool command) {
        requireActive(command.customerId());
        if (pool == null) {
            return List.of();
        }
        requireUnlocked();
        return List.of(new WithdrawnFromPool(command.customerId(), pool));
    }

    private List<CustomerEvent> distributeFromPool(DistributeFromPool command) {
        String pool = poolToGive(command.customerId(), command.owner());
        return pool == null ? List.of() : List.of(new DistributedFromPool(command.customerId(), pool, command.owner()));
    }

    /** The pool that a user is given the customer from; null if it is that user's already. */
    private @Nullable String poolToGive(CustomerId id, String user) {
        requireActive(id);
        if (user.equals(owner)) {
            return null;
        }
        if (owner != null) {
            throw ALREADY_OWNED.refused(owner);
        }
        if (pool == null) {
            throw NOT_IN_POOL.refused();
        }
        requireUnlocked();
        return pool;
    }

    private List<CustomerEvent> addCollaborator(AddCollaborator command) {
        requireActive(command.customerId());
        if (command.user().equals(owner)) {
            throw OWNER_IS_NO_COLLABORATOR.refused(command.user());
        }
        if (command.access() == collaborators.get(command.user())) {
            return List.of();
        }
        if (collaborators.size() >= MAX_COLLABORATORS && !collaborators.containsKey(command.user())) {
            throw TOO_MANY_COLLABORATORS.refused(MAX_COLLABORATORS);
        }
        return List.of(new CollaboratorAdded(command.customerId(), command.user(), command.access()));
    }

    private List<CustomerEvent> removeCollaborator(RemoveCollaborator command) {
        requireActive(command.customerId());
        return collaborators.containsKey(command.user())
                ? List.of(new CollaboratorRemoved(command.customerId(), command.user()))
                : List.of();
    }

    private List<CustomerEvent> lock(Lock command) {
        requireActive(command.customerId());
        return locked ? List.of() : List.of(new Locked(command.customerId()));
    }

    private List<CustomerEvent> unlock(Unlock command) {
        requireActive(command.customerId());
        return locked ? List.of(new Unlocked(command.customerId())) : List.of();
    }

    /** A deal is a fact even of a customer that was archived meanwhile, so only an unknown one is turned down. */
    private List<CustomerEvent> markDealt(MarkDealt command) {
        requireKnown(command.customerId());
        return dealt ? List.of() : List.of(new Dealt(command.customerId()));
    }

    /** As with a deal: a contact is a fact. One that was before the last and was not promised tells nothing new. */
    private List<CustomerEvent> noteContact(NoteContact command) {
        requireKnown(command.customerId());
        Contacted event = new Contacted(command.customerId(), command.activity(), command.at(), command.nextAt());
        return ownContacts().with(event).equals(ownContacts()) ? List.of() : List.of(event);
    }

    private List<CustomerEvent> forgetContact(ForgetContact command) {
        requireKnown(command.customerId());
        ContactForgotten event = new ContactForgotten(
                command.customerId(), command.activity(), command.at(), command.lastAt(), command.nextAt());
        return ownContacts().with(event).equals(ownContacts()) ? List.of() : List.of(event);
    }

    /** Without those of the customers that were merged into it. */
    private Contacts ownContacts() {
        return merging == null ? contacts : merging.own().contacts();
    }

    private List<CustomerEvent> promiseFollowUp(PromiseFollowUp command) {
        requireKnown(command.customerId());
        return contacts.promised().contains(new Contacts.FollowUp(command.activity(), command.dueAt()))
                ? List.of()
                : List.of(new FollowUpPromised(command.customerId(), command.activity(), command.dueAt()));
    }

    private List<CustomerEvent> dropFollowUp(DropFollowUp command) {
        requireKnown(command.customerId());
        return contacts.without(command.activity()).equals(contacts)
                ? List.of()
                : List.of(new FollowUpDropped(command.customerId(), command.activity()));
    }

    private List<CustomerEvent> tag(Tag command) {
        requireOpen(command.customerId());
        if (tags.contains(command.tag())) {
            return List.of();
        }
        if (tags.size() >= MAX_TAGS) {
            throw TOO_MANY_TAGS.refused(MAX_TAGS);
        }
        return List.of(new Tagged(command.customerId(), command.tag()));
    }

    private List<CustomerEvent> untag(Untag command) {
        requireOpen(command.customerId());
        return tags.contains(command.tag()) ? List.of(new Untagged(command.customerId(), command.tag())) : List.of();
    }

    private List<CustomerEvent> classify(Classify command) {
        requireActive(command.customerId());
        String was = standings.place(command.scheme());
        if (standings.isOverridden(command.scheme()) || Objects.equals(was, command.place())) {
            return List.of();
        }
        requireRoom(command.scheme());
        return List.of(new Classified(command.customerId(), command.scheme(), was, command.place(), command.rule()));
    }

    private List<CustomerEvent> overrideClass(OverrideClass command) {
        requireActive(command.customerId());
        if (new Standing(command.place(), true).equals(standings.in(command.scheme()))) {
            return List.of();
        }
        requireRoom(command.scheme());
        return List.of(new ClassOverridden(
                command.customerId(),
                command.scheme(),
                standings.place(command.scheme()),
                command.place(),
                command.reason()));
    }

    private void requireRoom(String scheme) {
        if (standings.in(scheme) == null && standings.byScheme().size() >= MAX_SCHEMES) {
            throw TOO_MANY_SCHEMES.refused(MAX_SCHEMES);
        }
    }

    private List<CustomerEvent> endOverride(EndOverride command) {
        requireActive(command.customerId());
        return standings.isOverridden(command.scheme())
                ? List.of(new OverrideEnded(command.customerId(), command.scheme()))
                : List.of();
    }

    private List<CustomerEvent> archive(Archive command) {
        requireUnmerged(command.customerId());
        return status == Status.ARCHIVED ? List.of() : List.of(new Archived(command.customerId(), command.reason()));
    }

    private List<CustomerEvent> restore(Restore command) {
        requireUnmerged(command.customerId());
        return status == Status.ACTIVE ? List.of() : List.of(new Restored(command.customerId()));
    }

    private List<CustomerEvent> restrict(Restrict command) {
        requireUnmerged(command.customerId());
        return restricted ? List.of() : List.of(new Restricted(command.customerId(), command.reason()));
    }

    private List<CustomerEvent> liftRestriction(LiftRestriction command) {
        requireKnown(command.customerId());
        return restricted ? List.of(new RestrictionLifted(command.customerId(), command.reason())) : List.of();
    }

    private List<CustomerEvent> mergeInto(MergeInto command) {
        if (command.into().equals(into)) {
            return List.of();
        }
        requireActive(command.customerId());
        return List.of(new MergedInto(command.customerId(), command.into(), command.into(), command.rules()));
    }

    private List<CustomerEvent> changeSurvivor(ChangeSurvivor command) {
        requireKnown(command.customerId());
        return into == null || command.survivor().equals(survivor)
                ? List.of()
                : List.of(new SurvivorChanged(command.customerId(), command.survivor()));
    }

    private List<CustomerEvent> separate(Separate command) {
        requireKnown(command.customerId());
        return into == null ? List.of() : List.of(new Unmerged(command.customerId(), into));
    }

    private List<CustomerEvent> absorb(Absorb command) {
        requireActive(command.customerId());
        if (command.kind() != kind) {
            throw OTHER_KIND.refused();
        }
        Absorbed event = new Absorbed(
                command.customerId(), command.other(), command.facts(), command.taken(), command.following());
        Merging now = merged().with(event);
        if (now.equals(merging)) {
            return List.of();
        }
        requireRoom(now.shown());
        return List.of(event);
    }

    /** Of one that was released meanwhile, there is no news. What has become too much is not refused, for it is a fact. */
    private List<CustomerEvent> absorbNews(AbsorbNews command) {
        requireKnown(command.customerId());
        if (merging == null || !merging.has(command.other())) {
            return List.of();
        }
        Merging.Other before = merging.find(command.other());
        Merging.Other now = before.told(command.facts(), merging.shown());
        return now.equals(before)
                ? List.of()
                : List.of(
                        new Absorbed(command.customerId(), command.other(), now.facts(), now.taken(), now.following()));
    }

    private List<CustomerEvent> unmerge(Unmerge command) {
        requireKnown(command.customerId());
        return merging == null || !merging.has(command.other())
                ? List.of()
                : List.of(new Released(command.customerId(), command.other()));
    }

    private static void requireRoom(Facts all) {
        if (all.contactPoints().size() > MAX_CONTACT_POINTS) {
            throw TOO_MANY_CONTACT_POINTS.refused(MAX_CONTACT_POINTS);
        }
        if (all.identities().size() > MAX_IDENTITIES) {
            throw TOO_MANY_IDENTITIES.refused(MAX_IDENTITIES);
        }
        if (all.tags().size() > MAX_TAGS) {
            throw TOO_MANY_TAGS.refused(MAX_TAGS);
        }
    }

    private Customer mergedInto(MergedInto event) {
        return withStatus(Status.MERGED).withInto(event.into()).withSurvivor(event.survivor());
    }

    /** Custom fields are the view's memory, for no rule of a customer asks for them. */
    private Merging merged() {
        return merging != null
                ? merging
                : Merging.of(new Facts(
                        requireNonNull(details),
                        contactPoints.all(),
                        identities,
                        tags,
                        dealt,
                        contacts,
                        ImmutableMap.of()));
    }

    private Customer showing(Merging now) {
        Facts shown = now.shown();
        return withDetails(shown.details())
                .withContactPoints(new ContactPoints(shown.contactPoints()))
                .withIdentities(shown.identities())
                .withTags(shown.tags())
                .withDealt(shown.dealt())
                .withContacts(shown.contacts())
                .withMerging(now.isOver() ? null : now);
    }

    private Customer registered(Registered event) {
        return withStatus(Status.ACTIVE)
                .withRegistration(new Registration(event.kind(), event.details(), ImmutableSet.of(), null))
                .withKind(event.kind())
                .withDetails(event.details());
    }

    private Customer contactPointAdded(ContactPointAdded event) {
        return withContactPoints(contactPoints.with(event.contactPoint()))
                .withRegistration(registration == null ? null : registration.with(event.contactPoint()));
    }

    private Customer ownerAssigned(OwnerAssigned event) {
        return ownedBy(event.owner())
                .withRegistration(registration == null ? null : registration.ownedFirstBy(event.owner()));
    }

    private Customer contactPointRemoved(ContactPointRemoved event) {
        return withContactPoints(contactPoints.without(event.contactPoint()));
    }

    private Customer fieldsConfirmed(FieldsConfirmed event) {
        return withConfirmed(ImmutableMap.<CustomerField, Instant>builder()
                .putAll(confirmed)
                .putAll(Maps.asMap(event.fields(), each -> event.at()))
                .buildKeepingLast());
    }

    private Customer identityAdded(IdentityAdded event) {
        return withIdentities(Sets.union(identities, Set.of(event.identity())).immutableCopy());
    }

    private Customer identityRemoved(IdentityRemoved event) {
        return withIdentities(
                Sets.difference(identities, Set.of(event.identity())).immutableCopy());
    }

    private Customer primaryChanged(PrimaryChanged event) {
        return withContactPoints(contactPoints.withPrimary(event.contactPoint()));
    }

    private Customer collaboratorAdded(CollaboratorAdded event) {
        return withCollaborators(ImmutableMap.<String, Access>builder()
                .putAll(collaborators)
                .put(event.user(), event.access())
                .buildKeepingLast());
    }

    private Customer tagged(Tagged event) {
        return withTags(Sets.union(tags, Set.of(event.tag())).immutableCopy());
    }

    private Customer untagged(Untagged event) {
        return withTags(Sets.difference(tags, Set.of(event.tag())).immutableCopy());
    }

    private Customer releasedToPool(ReleasedToPool event) {
        return withOwner(null).withPool(event.pool());
    }

    /** A new owner is no collaborator any more. */
    private Customer ownedBy(String newOwner) {
        return withOwner(newOwner).withPool(null).withoutCollaborator(newOwner);
    }

    private Customer withoutCollaborator(String user) {
        return withCollaborators(ImmutableMap.copyOf(Maps.filterKeys(collaborators, each -> !each.equals(user))));
    }

    private void requireKnown(CustomerId id) {
        if (status == Status.UNKNOWN) {
            throw new CrmException.NotFound(id);
        }
    }

    private void requireUnmerged(CustomerId id) {
        requireKnown(id);
        if (into != null) {
            throw MERGED.refused(survivor == null ? into.value() : survivor.value());
        }
    }

    private void requireActive(CustomerId id) {
        requireUnmerged(id);
        requireOpen(id);
    }

    private void requireUnlocked() {
        if (locked) {
            throw LOCKED.refused();
        }
    }

    /** Something may be told of it: of one that is merged, too. */
    private void requireOpen(CustomerId id) {
        requireKnown(id);
        if (restricted) {
            throw RESTRICTED.refused();
        }
        if (status == Status.ARCHIVED) {
            throw ARCHIVED.refused();
        }
    }

    private static void requirePossible(CustomerId id, @Nullable CustomerKind kind, CustomerDetails details) {
        boolean organisation = kind == null || kind == CustomerKind.ORGANISATION;
        if (!organisation && details.uscc() != null) {
            throw USCC_IS_FOR_ORGANISATIONS.refused();
        }
        if (!organisation && details.parent() != null) {
            throw PARENT_IS_FOR_ORGANISATIONS.refused();
        }
        if (id.equals(details.parent())) {
            throw PARENT_IS_ITSELF.refused();
        }
    }
}
