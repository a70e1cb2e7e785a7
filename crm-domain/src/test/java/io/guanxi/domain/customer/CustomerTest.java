package io.guanxi.domain.customer;

import static io.guanxi.domain.customer.CustomerDetails.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.customer.CustomerCommand.AddCollaborator;
import io.guanxi.domain.customer.CustomerCommand.AddContactPoint;
import io.guanxi.domain.customer.CustomerCommand.AddIdentity;
import io.guanxi.domain.customer.CustomerCommand.Archive;
import io.guanxi.domain.customer.CustomerCommand.AssignOwner;
import io.guanxi.domain.customer.CustomerCommand.ClaimFromPool;
import io.guanxi.domain.customer.CustomerCommand.Classify;
import io.guanxi.domain.customer.CustomerCommand.Confirm;
import io.guanxi.domain.customer.CustomerCommand.CorrectDetails;
import io.guanxi.domain.customer.CustomerCommand.DistributeFromPool;
import io.guanxi.domain.customer.CustomerCommand.DropFollowUp;
import io.guanxi.domain.customer.CustomerCommand.EndOverride;
import io.guanxi.domain.customer.CustomerCommand.ForgetContact;
import io.guanxi.domain.customer.CustomerCommand.LiftRestriction;
import io.guanxi.domain.customer.CustomerCommand.Lock;
import io.guanxi.domain.customer.CustomerCommand.MakePrimary;
import io.guanxi.domain.customer.CustomerCommand.MarkDealt;
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
import io.guanxi.domain.customer.CustomerCommand.Tag;
import io.guanxi.domain.customer.CustomerCommand.TransferOwner;
import io.guanxi.domain.customer.CustomerCommand.Unlock;
import io.guanxi.domain.customer.CustomerCommand.Untag;
import io.guanxi.domain.customer.CustomerCommand.WithdrawFromPool;
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
import io.guanxi.domain.customer.CustomerEvent.OverrideEnded;
import io.guanxi.domain.customer.CustomerEvent.OwnerAssigned;
import io.guanxi.domain.customer.CustomerEvent.OwnerTransferred;
import io.guanxi.domain.customer.CustomerEvent.PrimaryChanged;
import io.guanxi.domain.customer.CustomerEvent.Registered;
import io.guanxi.domain.customer.CustomerEvent.ReleasedToPool;
import io.guanxi.domain.customer.CustomerEvent.Restored;
import io.guanxi.domain.customer.CustomerEvent.Restricted;
import io.guanxi.domain.customer.CustomerEvent.RestrictionLifted;
import io.guanxi.domain.customer.CustomerEvent.Tagged;
import io.guanxi.domain.customer.CustomerEvent.Unlocked;
import io.guanxi.domain.customer.CustomerEvent.Untagged;
import io.guanxi.domain.customer.CustomerEvent.WithdrawnFromPool;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CustomerTest {

    private static final CustomerId ACME = CustomerId.random();
    private static final ContactPoint INFO = new ContactPoint.Email(new EmailAddress("info@acme.test"));
    private static final ContactPoint SALES = new ContactPoint.Email(new EmailAddress("sales@acme.test"));
    private static final ContactPoint PHONE = new ContactPoint.Phone(new PhoneNumber("+4930901820"));
    private static final Registered REGISTERED = new Registered(ACME, CustomerKind.ORGANISATION, named("Acme"));
    private static final CustomerEvent ARCHIVED = new Archived(ACME, "moved away");

    private static DeciderSpec<CustomerCommand, CustomerEvent, Customer> given(CustomerEvent... events) {
        return DeciderSpec.of(Customer.DECIDER).given(events);
    }

    @Test
    void registeringSaysEverythingThatIsKnown() {
        given().when(new Register(ACME, CustomerKind.ORGANISATION, named("Acme"), List.of(INFO, PHONE), "ann"))
                .then(
                        REGISTERED,
                        new ContactPointAdded(ACME, INFO),
                        new ContactPointAdded(ACME, PHONE),
                        new OwnerAssigned(ACME, "ann"));
    }

    @Test
    void whatIsRestrictedIsKeptAndNotUsed() {
        CustomerEvent restricted = new Restricted(ACME, "contested");
        given(REGISTERED).when(new Restrict(ACME, "contested")).then(restricted);
        given(REGISTERED).when(new LiftRestriction(ACME, "settled")).thenNothing();
        given().when(new Restrict(ACME, "contested")).thenNotFound();
        var kept = given(REGISTERED, restricted);
        kept.when(new Restrict(ACME, "again")).thenNothing();
        kept.when(new Tag(ACME, "vip")).thenRefused(CustomerRule.RESTRICTED);
        kept.when(new CorrectDetails(ACME, named("Ajax"))).thenRefused(CustomerRule.RESTRICTED);
        kept.when(Register.organisation(ACME, "Acme")).thenNothing();
        kept.when(new Archive(ACME, "moved away")).then(ARCHIVED);
        kept.when(new LiftRestriction(ACME, "settled")).then(new RestrictionLifted(ACME, "settled"));
    }

    @Test
    void registeringAgainWithTheSameFactsChangesNothing() {
        given(REGISTERED, new ContactPointAdded(ACME, INFO))
                .when(Register.organisation(ACME, "Acme", INFO))
                .thenNothing();
    }

    @Test
    void aLateRepetitionOfTheRegistrationChangesNothing() {
        var register = new Register(ACME, CustomerKind.ORGANISATION, named("Acme"), List.of(INFO), "ann");
        DeciderSpec.of(Customer.DECIDER)
                .givenCommands(
                        register,
                        new CorrectDetails(ACME, named("Acme Ltd")),
                        new RemoveContactPoint(ACME, INFO),
                        new TransferOwner(ACME, "bob"),
                        new Archive(ACME, "closed down"))
                .when(register)
                .thenNothing();
    }

    @Test
    void registeringAgainWithOtherFactsIsRefused() {
        given(REGISTERED).when(Register.organisation(ACME, "Ajax")).thenRefused(CustomerRule.ALREADY_REGISTERED);
        given(REGISTERED).when(Register.organisation(ACME, "Acme", INFO)).thenRefused(CustomerRule.ALREADY_REGISTERED);
        given(REGISTERED, new OwnerAssigned(ACME, "ann"))
                .when(new Register(ACME, CustomerKind.ORGANISATION, named("Acme"), List.of(), "bob"))
                .thenRefused(CustomerRule.ALREADY_REGISTERED);
    }

    @Test
    void aPersonHasNoCreditCodeAndNoParent() {
        var code = named("Li Lei").withUscc(new UnifiedSocialCreditCode("91350100M000100Y43"));
        given().when(new Register(ACME, CustomerKind.PERSON, code, List.of(), null))
                .thenRefused(CustomerRule.USCC_IS_FOR_ORGANISATIONS);
        given().when(new Register(
                        ACME, CustomerKind.PERSON, named("Li Lei").withParent(CustomerId.random()), List.of(), null))
                .thenRefused(CustomerRule.PARENT_IS_FOR_ORGANISATIONS);
        given(new Registered(ACME, CustomerKind.PERSON, named("Li Lei")))
                .when(new CorrectDetails(ACME, code))
                .thenRefused(CustomerRule.USCC_IS_FOR_ORGANISATIONS);
    }

    @Test
    void aCustomerIsNotItsOwnParent() {
        given(REGISTERED)
                .when(new CorrectDetails(ACME, named("Acme").withParent(ACME)))
                .thenRefused(CustomerRule.PARENT_IS_ITSELF);
    }

    @Test
    void nothingCanBeAskedOfAnUnknownCustomer() {
        for (CustomerCommand command : List.of(
                new CorrectDetails(ACME, named("Acme")),
                new AddContactPoint(ACME, INFO),
                new RemoveContactPoint(ACME, INFO),
                new MakePrimary(ACME, INFO),
                new AssignOwner(ACME, "ann"),
                new TransferOwner(ACME, "ann"),
                new AddCollaborator(ACME, "bob", Access.READ),
                new RemoveCollaborator(ACME, "bob"),
                new Lock(ACME),
                new Unlock(ACME),
                new MarkDealt(ACME),
                new Tag(ACME, "vip"),
                new Untag(ACME, "vip"),
                new Archive(ACME, "gone"),
                new Restore(ACME))) {
            given().when(command).thenNotFound();
        }
    }

    @Test
    void anArchivedCustomerChangesNoMore() {
        for (CustomerCommand command : List.of(
                new CorrectDetails(ACME, named("Ajax")),
                new AddContactPoint(ACME, INFO),
                new RemoveContactPoint(ACME, INFO),
                new MakePrimary(ACME, INFO),
                new AssignOwner(ACME, "ann"),
                new TransferOwner(ACME, "ann"),
                new AddCollaborator(ACME, "bob", Access.READ),
                new RemoveCollaborator(ACME, "bob"),
                new Lock(ACME),
                new Unlock(ACME),
                new Tag(ACME, "vip"),
                new Untag(ACME, "vip"))) {
            given(REGISTERED, ARCHIVED).when(command).thenRefused(CustomerRule.ARCHIVED);
        }
    }

    @Test
    void aDealIsNotedEvenOfAnArchivedCustomer() {
        given(REGISTERED, ARCHIVED).when(new MarkDealt(ACME)).then(new Dealt(ACME));
        given(REGISTERED, new Dealt(ACME)).when(new MarkDealt(ACME)).thenNothing();
    }

    @Test
    void fieldsThatHaveAValueAreConfirmed() {
        CustomerEvent confirmed = new FieldsConfirmed(ACME, Set.of(CustomerField.PHONES), DeciderSpec.NOON);
        Confirm confirm = new Confirm(ACME, Set.of(CustomerField.PHONES));
        given(REGISTERED).when(confirm).thenRefused(CustomerRule.NOTHING_TO_CONFIRM);
        var known = given(REGISTERED, new ContactPointAdded(ACME, PHONE));
        known.when(confirm).then(confirmed);
        var fresh = given(REGISTERED, new ContactPointAdded(ACME, PHONE), confirmed);
        fresh.when(confirm).thenNothing();
        fresh.when(new Confirm(ACME, Set.of(CustomerField.PHONES, CustomerField.NAME)))
                .then(new FieldsConfirmed(ACME, Set.of(CustomerField.NAME), DeciderSpec.NOON));
        fresh.at(DeciderSpec.NOON.plusSeconds(1))
                .when(confirm)
                .then(new FieldsConfirmed(ACME, Set.of(CustomerField.PHONES), DeciderSpec.NOON.plusSeconds(1)));
        assertThatThrownBy(() -> new Confirm(ACME, Set.of())).isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void otherSystemsCallACustomerByTheirOwnNames() {
        SourceIdentity erp = new SourceIdentity("erp", " 4711 ");
        assertThat(erp.key()).isEqualTo("erp:4711");
        given(REGISTERED).when(new AddIdentity(ACME, erp)).then(new IdentityAdded(ACME, erp));
        given(REGISTERED).when(new RemoveIdentity(ACME, erp)).thenNothing();
        var known = given(REGISTERED, new IdentityAdded(ACME, erp));
        known.when(new AddIdentity(ACME, erp)).thenNothing();
        known.when(new RemoveIdentity(ACME, erp)).then(new IdentityRemoved(ACME, erp));
        var full = given(REGISTERED);
        IntStream.range(0, Customer.MAX_IDENTITIES)
                .forEach(i -> full.given(new IdentityAdded(ACME, new SourceIdentity("card", "" + i))));
        full.when(new AddIdentity(ACME, erp)).thenRefused(CustomerRule.TOO_MANY_IDENTITIES);
        assertThatThrownBy(() -> new SourceIdentity("ERP:", "1")).isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void ifTheLastContactIsForgottenAnotherIsTheLast() {
        ActivityId call = ActivityId.random();
        ActivityId visit = ActivityId.random();
        Instant monday = DeciderSpec.NOON;
        Instant friday = monday.plus(Duration.ofDays(4));
        ContactForgotten forgotten = new ContactForgotten(ACME, visit, friday, monday, friday);
        var contacted = given(
                REGISTERED,
                new Contacted(ACME, call, monday, friday),
                new FollowUpPromised(ACME, call, friday.plusSeconds(2)),
                new Contacted(ACME, visit, friday, friday.plusSeconds(1)));

        contacted.when(new ForgetContact(ACME, visit, friday, monday, friday)).then(forgotten);
        contacted.when(new ForgetContact(ACME, call, monday, null, null)).thenNothing();
        contacted
                .when(new ForgetContact(ACME, call, friday, friday, friday.plusSeconds(1)))
                .thenNothing();
        var one = contacted.given(forgotten);
        assertThat(one.state().contacts().lastAt()).isEqualTo(monday);
        assertThat(one.state().contacts().nextAt()).contains(friday);
        one.when(new ForgetContact(ACME, visit, friday, monday, friday)).thenNothing();
        var none = one.given(new ContactForgotten(ACME, call, monday, null, null));
        assertThat(none.state().contacts().lastAt()).isNull();
        assertThat(none.state().contacts().nextAt()).contains(friday.plusSeconds(2));
        given().when(new ForgetContact(ACME, visit, friday, null, null)).thenNotFound();
    }

    @Test
    void aContactSettlesWhatWasPromisedAndAgreedOnBefore() {
        ActivityId call = ActivityId.random();
        ActivityId visit = ActivityId.random();
        Instant monday = DeciderSpec.NOON;
        Instant friday = monday.plus(Duration.ofDays(4));
        var promised = given(
                REGISTERED,
                new FollowUpPromised(ACME, call, monday),
                new FollowUpPromised(ACME, visit, friday.plusSeconds(1)));
        assertThat(promised.state().contacts().nextAt()).contains(monday);
        promised.when(new PromiseFollowUp(ACME, call, monday)).thenNothing();
        promised.when(new DropFollowUp(ACME, call)).then(new FollowUpDropped(ACME, call));
        promised.when(new NoteContact(ACME, call, monday, friday)).then(new Contacted(ACME, call, monday, friday));

        var contacted = promised.given(new Contacted(ACME, call, monday, friday));
        assertThat(contacted.state().contacts().lastAt()).isEqualTo(monday);
        assertThat(contacted.state().contacts().nextAt()).contains(friday);
        contacted.when(new NoteContact(ACME, call, monday, friday)).thenNothing();
        contacted.when(new DropFollowUp(ACME, call)).thenNothing();
        contacted
                .when(new NoteContact(ACME, ActivityId.random(), monday.minusSeconds(1), monday))
                .thenNothing();

        contacted.given(new Contacted(ACME, visit, friday, null));
        assertThat(contacted.state().contacts().lastAt()).isEqualTo(friday);
        assertThat(contacted.state().contacts().nextAt()).isEmpty();
    }

    @Test
    void correctingDetailsReplacesThem() {
        var corrected = named("Acme Ltd").withIndustry("tools");
        given(REGISTERED).when(new CorrectDetails(ACME, corrected)).then(new DetailsCorrected(ACME, corrected));
        given(REGISTERED).when(new CorrectDetails(ACME, named("Acme"))).thenNothing();
        given(REGISTERED, new DetailsCorrected(ACME, corrected))
                .when(new CorrectDetails(ACME, corrected))
                .thenNothing();
    }

    @Test
    void whatASourceKnowsIsFilledInWhereNobodyHasSaidAnything() {
        var known = named("Acme Incorporated")
                .withIndustry("mills")
                .withEmployees(120)
                .withUscc(new UnifiedSocialCreditCode("91350100M000100Y43"));
        var typed = named("Acme").withIndustry("tools");
        var enrich = new CustomerCommand.Enrich(ACME, known, List.of(SALES, PHONE));
        given(REGISTERED, new DetailsCorrected(ACME, typed), new ContactPointAdded(ACME, INFO))
                .when(enrich)
                .then(
                        new DetailsCorrected(ACME, typed.withEmployees(120).withUscc(known.uscc())),
                        new ContactPointAdded(ACME, PHONE));
        given(
                        REGISTERED,
                        new DetailsCorrected(ACME, known.withIndustry("a").withWebsite("b")),
                        new ContactPointAdded(ACME, INFO),
                        new ContactPointAdded(ACME, PHONE))
                .when(enrich)
                .thenNothing();
        given(REGISTERED, new DetailsCorrected(ACME, typed.withUscc(new UnifiedSocialCreditCode("91350211M000100Y46"))))
                .when(enrich)
                .thenNothing();
        given(REGISTERED, new CustomerEvent.Restricted(ACME, "objects"))
                .when(enrich)
                .thenNothing();
    }

    @Test
    void theFirstContactPointOfEachKindIsThePrimaryOne() {
        Customer state = given(
                        REGISTERED,
                        new ContactPointAdded(ACME, INFO),
                        new ContactPointAdded(ACME, PHONE),
                        new ContactPointAdded(ACME, SALES))
                .state();
        assertThat(state.contactPoints().primary(ContactPoint.Email.class)).contains((ContactPoint.Email) INFO);
        assertThat(state.contactPoints().primary(ContactPoint.Phone.class)).contains((ContactPoint.Phone) PHONE);
    }

    @Test
    void anotherContactPointCanBecomeThePrimaryOne() {
        var both = given(REGISTERED, new ContactPointAdded(ACME, INFO), new ContactPointAdded(ACME, SALES));
        both.when(new MakePrimary(ACME, SALES)).then(new PrimaryChanged(ACME, SALES));
        both.when(new MakePrimary(ACME, INFO)).thenNothing();
        both.when(new MakePrimary(ACME, PHONE)).thenRefused(CustomerRule.CONTACT_POINT_UNKNOWN);
        both.given(new PrimaryChanged(ACME, SALES));
        assertThat(both.state().contactPoints().of(ContactPoint.Email.class))
                .containsExactly((ContactPoint.Email) SALES, (ContactPoint.Email) INFO);
    }

    @Test
    void removingThePrimaryOneMakesTheOldestOfItsKindPrimary() {
        var both = given(REGISTERED, new ContactPointAdded(ACME, INFO), new ContactPointAdded(ACME, SALES));
        both.when(new RemoveContactPoint(ACME, INFO)).then(new ContactPointRemoved(ACME, INFO));
        both.when(new RemoveContactPoint(ACME, PHONE)).thenNothing();
        both.given(new ContactPointRemoved(ACME, INFO));
        assertThat(both.state().contactPoints().primary(ContactPoint.Email.class))
                .contains((ContactPoint.Email) SALES);
    }

    @Test
    void aContactPointIsKnownOnce() {
        given(REGISTERED).when(new AddContactPoint(ACME, INFO)).then(new ContactPointAdded(ACME, INFO));
        given(REGISTERED, new ContactPointAdded(ACME, INFO))
                .when(new AddContactPoint(ACME, INFO))
                .thenNothing();
    }

    @Test
    void contactPointsTagsAndCollaboratorsAreBounded() {
        var spec = given(REGISTERED);
        IntStream.range(0, Customer.MAX_CONTACT_POINTS)
                .forEach(i -> spec.given(
                        new ContactPointAdded(ACME, new ContactPoint.Email(new EmailAddress("a" + i + "@acme.test")))));
        spec.when(new AddContactPoint(ACME, INFO)).thenRefused(CustomerRule.TOO_MANY_CONTACT_POINTS);
        IntStream.range(0, Customer.MAX_TAGS).forEach(i -> spec.given(new Tagged(ACME, "t" + i)));
        spec.when(new Tag(ACME, "vip")).thenRefused(CustomerRule.TOO_MANY_TAGS);
        IntStream.range(0, Customer.MAX_COLLABORATORS)
                .forEach(i -> spec.given(new CollaboratorAdded(ACME, "u" + i, Access.READ)));
        spec.when(new AddCollaborator(ACME, "bob", Access.READ)).thenRefused(CustomerRule.TOO_MANY_COLLABORATORS);
        spec.when(new AddCollaborator(ACME, "u1", Access.WRITE)).then(new CollaboratorAdded(ACME, "u1", Access.WRITE));
    }

    @Test
    void aCustomerWithoutOwnerIsAssignedAndAnOwnedOneIsTransferred() {
        given(REGISTERED).when(new AssignOwner(ACME, "ann")).then(new OwnerAssigned(ACME, "ann"));
        given(REGISTERED).when(new TransferOwner(ACME, "bob")).thenRefused(CustomerRule.NOT_OWNED);
        var owned = given(REGISTERED, new OwnerAssigned(ACME, "ann"));
        owned.when(new AssignOwner(ACME, "ann")).thenNothing();
        owned.when(new AssignOwner(ACME, "bob")).thenRefused(CustomerRule.ALREADY_OWNED);
        owned.when(new TransferOwner(ACME, "ann")).thenNothing();
        owned.when(new TransferOwner(ACME, "bob")).then(new OwnerTransferred(ACME, "ann", "bob"));
    }

    @Test
    void aCustomerIsGivenUpToAPoolAndTakenFromItByOne() {
        var released = new ReleasedToPool(ACME, "public", "ann", null, "too far away");
        var owned = given(REGISTERED, new OwnerAssigned(ACME, "ann"));
        owned.when(new ReleaseToPool(ACME, "public", "too far away")).then(released);
        owned.when(new ClaimFromPool(ACME)).thenNothing();
        var anothers = given(REGISTERED, new OwnerAssigned(ACME, "bob"));
        anothers.when(new ClaimFromPool(ACME)).thenRefused(CustomerRule.ALREADY_OWNED);
        anothers.when(new ReleaseToPool(ACME, "public", "mine")).thenRefused(CustomerRule.OWNED_BY_ANOTHER);
        anothers.when(new RecallToPool(ACME, "public", "has left"))
                .then(new ReleasedToPool(ACME, "public", "bob", null, "has left"));
        given(REGISTERED).when(new ClaimFromPool(ACME)).thenRefused(CustomerRule.NOT_IN_POOL);
        given(REGISTERED)
                .when(new ReleaseToPool(ACME, "public", "new"))
                .then(new ReleasedToPool(ACME, "public", null, null, "new"));

        var pooled = given(REGISTERED, new OwnerAssigned(ACME, "ann"), released);
        pooled.when(new ReleaseToPool(ACME, "public", "again")).thenNothing();
        pooled.when(new ReleaseToPool(ACME, "east", "nearer"))
                .then(new ReleasedToPool(ACME, "east", null, null, "nearer"));
        pooled.when(new WithdrawFromPool(ACME)).then(new WithdrawnFromPool(ACME, "public"));
        given(REGISTERED).when(new WithdrawFromPool(ACME)).thenNothing();
        given(REGISTERED, released, new WithdrawnFromPool(ACME, "public"))
                .when(new ClaimFromPool(ACME))
                .thenRefused(CustomerRule.NOT_IN_POOL);
        given(REGISTERED, released, new Locked(ACME))
                .when(new ClaimFromPool(ACME))
                .thenRefused(CustomerRule.LOCKED);
        pooled.when(new AssignOwner(ACME, "bob")).thenRefused(CustomerRule.IN_POOL);
        pooled.when(new TransferOwner(ACME, "bob")).thenRefused(CustomerRule.IN_POOL);
        pooled.when(new DistributeFromPool(ACME, "bob")).then(new DistributedFromPool(ACME, "public", "bob"));
        var claimed = new ClaimedFromPool(ACME, "public", "ann");
        pooled.when(new ClaimFromPool(ACME)).then(claimed);

        var again = given(REGISTERED, released, claimed);
        again.when(new ClaimFromPool(ACME)).thenNothing();
        again.when(new DistributeFromPool(ACME, "bob")).thenRefused(CustomerRule.ALREADY_OWNED);
        assertThat(again.state().pool()).isNull();
    }

    @Test
    void aRuleTakesAnOwnedCustomerThatIsNotLocked() {
        Lapse lapse = new Lapse(
                "silent",
                Map.of("ownedSince", DeciderSpec.NOON),
                DeciderSpec.NOON.plusSeconds(9),
                Set.of("ownedSince"),
                Set.of("a deal"));
        var recycle = new RecycleToPool(ACME, "public", lapse);
        given(REGISTERED, new OwnerAssigned(ACME, "ann"))
                .when(recycle)
                .then(new ReleasedToPool(ACME, "public", "ann", lapse, null));
        given(REGISTERED).when(recycle).thenNothing();
        given(REGISTERED, new OwnerAssigned(ACME, "ann"), new Locked(ACME))
                .when(recycle)
                .thenNothing();
        given(REGISTERED, new OwnerAssigned(ACME, "ann"), ARCHIVED)
                .when(recycle)
                .thenRefused(CustomerRule.ARCHIVED);
    }

    @Test
    void aLockedCustomerStaysWithItsOwner() {
        var locked = given(REGISTERED, new OwnerAssigned(ACME, "ann"), new Locked(ACME));
        locked.when(new TransferOwner(ACME, "bob")).thenRefused(CustomerRule.LOCKED);
        locked.when(new ReleaseToPool(ACME, "public", "too far away")).thenRefused(CustomerRule.LOCKED);
        locked.when(new Lock(ACME)).thenNothing();
        locked.when(new Unlock(ACME)).then(new Unlocked(ACME));
        given(REGISTERED).when(new Lock(ACME)).then(new Locked(ACME));
        given(REGISTERED).when(new Unlock(ACME)).thenNothing();
        given(REGISTERED, new OwnerAssigned(ACME, "ann"), new Locked(ACME), new Unlocked(ACME))
                .when(new TransferOwner(ACME, "bob"))
                .then(new OwnerTransferred(ACME, "ann", "bob"));
    }

    @Test
    void collaboratorsReadOrWriteAndTheOwnerIsNone() {
        var owned = given(REGISTERED, new OwnerAssigned(ACME, "ann"), new CollaboratorAdded(ACME, "bob", Access.READ));
        owned.when(new AddCollaborator(ACME, "ann", Access.WRITE)).thenRefused(CustomerRule.OWNER_IS_NO_COLLABORATOR);
        owned.when(new AddCollaborator(ACME, "bob", Access.READ)).thenNothing();
        owned.when(new AddCollaborator(ACME, "bob", Access.WRITE))
                .then(new CollaboratorAdded(ACME, "bob", Access.WRITE));
        owned.when(new RemoveCollaborator(ACME, "bob")).then(new CollaboratorRemoved(ACME, "bob"));
        owned.when(new RemoveCollaborator(ACME, "eve")).thenNothing();
        owned.given(new OwnerTransferred(ACME, "ann", "bob"));
        assertThat(owned.state().collaborators()).isEmpty();
    }

    @Test
    void tagsComeAndGo() {
        given(REGISTERED).when(new Tag(ACME, " vip ")).then(new Tagged(ACME, "vip"));
        given(REGISTERED, new Tagged(ACME, "vip")).when(new Tag(ACME, "vip")).thenNothing();
        given(REGISTERED, new Tagged(ACME, "vip")).when(new Untag(ACME, "vip")).then(new Untagged(ACME, "vip"));
        given(REGISTERED, new Tagged(ACME, "vip"), new Untagged(ACME, "vip"))
                .when(new Untag(ACME, "vip"))
                .thenNothing();
    }

    @Test
    void archivingIsUndoneByRestoring() {
        given(REGISTERED).when(new Archive(ACME, "moved away")).then(ARCHIVED);
        given(REGISTERED, ARCHIVED).when(new Archive(ACME, "twice")).thenNothing();
        given(REGISTERED, ARCHIVED).when(new Restore(ACME)).then(new Restored(ACME));
        given(REGISTERED).when(new Restore(ACME)).thenNothing();
        given(REGISTERED, ARCHIVED, new Restored(ACME))
                .when(new Tag(ACME, "vip"))
                .then(new Tagged(ACME, "vip"));
    }

    @Test
    void rulesSayWhereACustomerStandsUntilSomebodyOverridesThem() {
        var gold = new Classified(ACME, "tier", null, "gold", "spent enough");
        var friend = new ClassOverridden(ACME, "tier", "gold", "platinum", "a friend of the house");
        given(REGISTERED)
                .when(new Classify(ACME, "tier", "gold", "spent enough"))
                .then(gold);
        given(REGISTERED, gold)
                .when(new Classify(ACME, "tier", "gold", "otherwise"))
                .thenNothing();
        given(REGISTERED, gold)
                .when(new Classify(ACME, "tier", null, "no rule holds"))
                .then(new Classified(ACME, "tier", "gold", null, "no rule holds"));
        given(REGISTERED)
                .when(new Classify(ACME, "tier", null, "no rule holds"))
                .thenNothing();
        given(REGISTERED, gold)
                .when(new OverrideClass(ACME, "tier", "platinum", "a friend of the house"))
                .then(friend);
        given(REGISTERED, gold, friend)
                .when(new Classify(ACME, "tier", "gold", "spent enough"))
                .thenNothing();
        given(REGISTERED, gold, friend)
                .when(new OverrideClass(ACME, "tier", "platinum", "again"))
                .thenNothing();
        given(REGISTERED, gold, friend).when(new EndOverride(ACME, "tier")).then(new OverrideEnded(ACME, "tier"));
        given(REGISTERED, gold).when(new EndOverride(ACME, "tier")).thenNothing();
        given(REGISTERED, gold, friend, new OverrideEnded(ACME, "tier"))
                .when(new Classify(ACME, "tier", "gold", "spent enough"))
                .then(new Classified(ACME, "tier", "platinum", "gold", "spent enough"));
    }

    @Test
    void whatTheRulesSayIsConfirmedByAnOverride() {
        given(REGISTERED, new Classified(ACME, "tier", null, "gold", "spent enough"))
                .when(new OverrideClass(ACME, "tier", "gold", "whatever comes"))
                .then(new ClassOverridden(ACME, "tier", "gold", "gold", "whatever comes"));
    }

    @Test
    void schemesAreFew() {
        CustomerEvent[] full = Stream.concat(
                        Stream.of(REGISTERED),
                        IntStream.range(0, Customer.MAX_SCHEMES)
                                .mapToObj(i -> new Classified(ACME, "scheme-" + i, null, "gold", "by rule")))
                .toArray(CustomerEvent[]::new);
        given(full).when(new Classify(ACME, "tier", "gold", "by rule")).thenRefused(CustomerRule.TOO_MANY_SCHEMES);
        given(full).when(new OverrideClass(ACME, "tier", "gold", "so")).thenRefused(CustomerRule.TOO_MANY_SCHEMES);
        given(full)
                .when(new Classify(ACME, "scheme-0", "silver", "by rule"))
                .then(new Classified(ACME, "scheme-0", "gold", "silver", "by rule"));
    }
}
