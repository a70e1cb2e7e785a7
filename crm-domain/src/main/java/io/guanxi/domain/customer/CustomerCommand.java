package io.guanxi.domain.customer;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a customer. */
public sealed interface CustomerCommand extends Command {

    CustomerId customerId();

    @Override
    default CustomerId aggregateId() {
        return customerId();
    }

    private static void requireUnmasked(ContactPoint point) {
        Check.that(
                !(point instanceof ContactPoint.Phone phone && phone.number().isMasked()),
                "phone",
                "masked",
                "must not be masked");
    }

    /** Makes the customer known; repeated with the same facts it changes nothing. At most 50 contact points. */
    record Register(
            CustomerId customerId,
            CustomerKind kind,
            CustomerDetails details,
            List<ContactPoint> contactPoints,
            @Nullable String owner)
            implements CustomerCommand {

        public Register {
            contactPoints = Check.list("contactPoints", contactPoints, Customer.MAX_CONTACT_POINTS);
            contactPoints.forEach(CustomerCommand::requireUnmasked);
            owner = Check.optionalText("owner", owner, 200);
        }

        /** An organisation of which no more than the name is known. */
        public static Register organisation(CustomerId customerId, String name, ContactPoint... contactPoints) {
            return new Register(
                    customerId, CustomerKind.ORGANISATION, CustomerDetails.named(name), List.of(contactPoints), null);
        }

        /** A household (家庭) of which no more than the name is known. */
        public static Register household(CustomerId customerId, String name, ContactPoint... contactPoints) {
            return new Register(
                    customerId, CustomerKind.HOUSEHOLD, CustomerDetails.named(name), List.of(contactPoints), null);
        }

        /** A person of whom no more than the name is known. */
        public static Register person(CustomerId customerId, String name, ContactPoint... contactPoints) {
            return new Register(
                    customerId, CustomerKind.PERSON, CustomerDetails.named(name), List.of(contactPoints), null);
        }
    }

    /** Replaces all details by those given. */
    record CorrectDetails(CustomerId customerId, CustomerDetails details) implements CustomerCommand {}

    /**
     * Fills in what another source knows of the company, where nobody has said anything: details beside name, level, source, parent and
     * remark, and a way to reach it of each kind of which it has none. Nothing of one that may not be changed, or that has another
     * code meanwhile.
     */
    record Enrich(CustomerId customerId, CustomerDetails details, List<ContactPoint> contactPoints)
            implements CustomerCommand {

        public Enrich {
            contactPoints = Check.list("contactPoints", contactPoints, Customer.MAX_CONTACT_POINTS);
        }
    }

    /** Adds a way to reach the customer; the first of its kind is the primary one. */
    record AddContactPoint(CustomerId customerId, ContactPoint contactPoint) implements CustomerCommand {

        public AddContactPoint {
            requireUnmasked(contactPoint);
        }
    }

    /** Removes a way to reach the customer; if it was the primary one, the oldest of its kind that is left becomes it. */
    record RemoveContactPoint(CustomerId customerId, ContactPoint contactPoint) implements CustomerCommand {}

    /** Makes a known contact point the primary one of its kind. */
    record MakePrimary(CustomerId customerId, ContactPoint contactPoint) implements CustomerCommand {}

    /** Says that fields are still right, as somebody has just asked or seen: they are as fresh as if they had been said now. */
    record Confirm(CustomerId customerId, Set<CustomerField> fields) implements CustomerCommand {

        public Confirm {
            Check.that(!fields.isEmpty(), "fields", "size", "must have at least one entry");
            fields = ImmutableSortedSet.copyOf(fields);
        }
    }

    /** Notes how another system calls the customer. */
    record AddIdentity(CustomerId customerId, SourceIdentity identity) implements CustomerCommand {}

    record RemoveIdentity(CustomerId customerId, SourceIdentity identity) implements CustomerCommand {}

    /** Gives a customer without owner to a user. */
    record AssignOwner(CustomerId customerId, String owner) implements CustomerCommand {

        public AssignOwner {
            owner = Check.text("owner", owner, 200);
        }
    }

    /** Hands a customer from its owner to another user. */
    record TransferOwner(CustomerId customerId, String owner) implements CustomerCommand {

        public TransferOwner {
            owner = Check.text("owner", owner, 200);
        }
    }

    /**
     * Gives the customer up to a public pool (公海), from which others may claim it: one's own, or one that nobody owns.
     *
     * @param pool the host's name for it, at most 50 characters
     * @param reason at most 500 characters
     */
    record ReleaseToPool(CustomerId customerId, String pool, String reason) implements CustomerCommand {

        public ReleaseToPool {
            pool = Check.text("pool", pool, 50);
            reason = Check.text("reason", reason, 500);
        }
    }

    /**
     * Takes the customer from its owner, whoever that is, into a public pool: when somebody leaves, or does not look after it.
     *
     * @param pool the host's name for it, at most 50 characters
     * @param reason at most 500 characters
     */
    record RecallToPool(CustomerId customerId, String pool, String reason) implements CustomerCommand {

        public RecallToPool {
            pool = Check.text("pool", pool, 50);
            reason = Check.text("reason", reason, 500);
        }
    }

    /**
     * Takes the customer from its owner by a rule that the host has declared (回收), as duties do. Nothing where it is locked.
     *
     * @param pool the host's name for it, at most 50 characters
     */
    record RecycleToPool(CustomerId customerId, String pool, Lapse lapse) implements CustomerCommand {

        public RecycleToPool {
            pool = Check.text("pool", pool, 50);
        }
    }

    /** Takes a customer from its pool for oneself (领取). Of two who claim it at once, one has it. */
    record ClaimFromPool(CustomerId customerId) implements CustomerCommand {}

    /** Takes a customer out of its pool, so that it is nobody's. */
    record WithdrawFromPool(CustomerId customerId) implements CustomerCommand {}

    /** Gives a customer from its pool to a user (分配). */
    record DistributeFromPool(CustomerId customerId, String owner) implements CustomerCommand {

        public DistributeFromPool {
            owner = Check.text("owner", owner, 200);
        }
    }

    /** Lets another user take part, or changes what that user may do. */
    record AddCollaborator(CustomerId customerId, String user, Access access) implements CustomerCommand {

        public AddCollaborator {
            user = Check.text("user", user, 200);
        }
    }

    record RemoveCollaborator(CustomerId customerId, String user) implements CustomerCommand {

        public RemoveCollaborator {
            user = Check.text("user", user, 200);
        }
    }

    /** Keeps the customer with its owner: no transfer until it is unlocked. */
    record Lock(CustomerId customerId) implements CustomerCommand {}

    record Unlock(CustomerId customerId) implements CustomerCommand {}

    /** Notes that there has been a deal with the customer (已成交). */
    record MarkDealt(CustomerId customerId) implements CustomerCommand {}

    /**
     * Notes that there has been a contact (跟进). It settles what was promised under the same activity, and what was agreed on before.
     *
     * @param nextAt when the customer is to be contacted next, if that was agreed on
     */
    record NoteContact(
            CustomerId customerId,
            ActivityId activity,
            Instant at,
            @Nullable Instant nextAt) implements CustomerCommand {

        public NoteContact {
            at = Check.instant("at", at);
            nextAt = Check.optionalInstant("nextAt", nextAt);
        }
    }

    /**
     * Notes that there has not been a contact after all. If it was the last one, another is.
     *
     * @param at when it was said to have been
     * @param lastAt when the last of the others was; null if there was none
     * @param nextAt what was agreed on then, if anything
     */
    record ForgetContact(
            CustomerId customerId,
            ActivityId activity,
            Instant at,
            @Nullable Instant lastAt,
            @Nullable Instant nextAt) implements CustomerCommand {

        public ForgetContact {
            at = Check.instant("at", at);
            lastAt = Check.optionalInstant("lastAt", lastAt);
            nextAt = Check.optionalInstant("nextAt", nextAt);
        }
    }

    /** Notes that a contact is planned; for a known activity, that it is at another time. */
    record PromiseFollowUp(CustomerId customerId, ActivityId activity, Instant dueAt) implements CustomerCommand {

        public PromiseFollowUp {
            dueAt = Check.instant("dueAt", dueAt);
        }
    }

    /** Notes that a contact is planned no longer. */
    record DropFollowUp(CustomerId customerId, ActivityId activity) implements CustomerCommand {}

    record Tag(CustomerId customerId, String tag) implements CustomerCommand {

        public Tag {
            tag = Check.text("tag", tag, 50);
        }
    }

    record Untag(CustomerId customerId, String tag) implements CustomerCommand {

        public Untag {
            tag = Check.text("tag", tag, 50);
        }
    }

    /**
     * Says where the customer stands in a scheme by the rules that the host has declared, see {@link Standing}. Nothing, as long as
     * somebody has overridden them.
     *
     * @param scheme such as {@code life-cycle} or {@code tier}: 1 to 50 of a-z, 0-9 and -
     * @param place 1 to 50 of a-z, 0-9 and -; null for nowhere
     * @param rule the name of the rule, at most 500 characters
     */
    record Classify(
            CustomerId customerId, String scheme, @Nullable String place, String rule) implements CustomerCommand {

        public Classify {
            Standings.requireName("scheme", scheme);
            if (place != null) {
                Standings.requireName("place", place);
            }
            rule = Check.text("rule", rule, 500);
        }
    }

    /** Says where the customer stands in a scheme, whatever the rules say from now on. */
    record OverrideClass(CustomerId customerId, String scheme, String place, String reason) implements CustomerCommand {

        public OverrideClass {
            Standings.requireName("scheme", scheme);
            Standings.requireName("place", place);
            reason = Check.text("reason", reason, 500);
        }
    }

    /** Leaves a scheme to the rules again, which may say otherwise a moment later. */
    record EndOverride(CustomerId customerId, String scheme) implements CustomerCommand {

        public EndOverride {
            Standings.requireName("scheme", scheme);
        }
    }

    /** Takes the customer out of daily work. Nothing is lost: {@link Restore} brings it back as it was. */
    record Archive(CustomerId customerId, String reason) implements CustomerCommand {

        public Archive {
            reason = Check.text("reason", reason, 500);
        }
    }

    record Restore(CustomerId customerId) implements CustomerCommand {}

    /**
     * Restricts what may be done with the data of a person, who contests it or objects: it is stored and read, and not used, until
     * that is lifted.
     *
     * @param reason such as the number of the person's request; at most 500 characters
     */
    record Restrict(CustomerId customerId, String reason) implements CustomerCommand {

        public Restrict {
            reason = Check.text("reason", reason, 500);
        }
    }

    /** Lets the data be used again. */
    record LiftRestriction(CustomerId customerId, String reason) implements CustomerCommand {

        public LiftRestriction {
            reason = Check.text("reason", reason, 500);
        }
    }

    /**
     * Says that this customer is the same as another, and goes by that one's name from now on (合并). Nothing is copied and nothing is
     * deleted: what refers to this one is found with the other, what is told of it later shows there too, and {@link Unmerge} takes it
     * back at any time.
     *
     * @param into an active customer of the same kind
     * @param rules whose value of a field is shown, by the field's name, such as {@code industry} or {@code custom.region}; of others, by
     *     the rules that the host has declared. By hand: {@link Survivorship#SURVIVOR} or {@link Survivorship#OTHER}
     */
    record MergeInto(CustomerId customerId, CustomerId into, Map<String, Survivorship> rules)
            implements CustomerCommand {

        public MergeInto {
            Check.that(!into.equals(customerId), "into", "itself", "must be another customer");
            rules = ImmutableSortedMap.copyOf(rules);
            rules.keySet().forEach(MergeInto::requireField);
        }

        /** By the rules that the host has declared. */
        public static MergeInto of(CustomerId customerId, CustomerId into) {
            return new MergeInto(customerId, into, Map.of());
        }

        private static void requireField(String field) {
            Check.that(
                    field.startsWith(Facts.CUSTOM) || Facts.fieldNames().contains(field),
                    "rules." + field,
                    "unknown",
                    "must be the name of a field of customers, such as industry or custom.region");
        }
    }

    /**
     * Says that another customer, which was merged into this one, is not the same. Each keeps what was told of it, before and since.
     */
    record Unmerge(CustomerId customerId, CustomerId other) implements CustomerCommand {}

    /** Follows when it is not the same as the one that it was merged into; nobody gives it by hand. */
    record Separate(CustomerId customerId) implements CustomerCommand {}

    /** Follows from the merging or unmerging of the one that it was merged into; nobody gives it by hand. */
    record ChangeSurvivor(CustomerId customerId, CustomerId survivor) implements CustomerCommand {}

    /**
     * Follows from the merging of another; nobody gives it by hand.
     *
     * @param taken the names of the fields that are to be shown as the other has them
     * @param following the names of the fields of which the newest value is to be shown
     */
    record Absorb(
            CustomerId customerId,
            CustomerId other,
            CustomerKind kind,
            Facts facts,
            Set<String> taken,
            Set<String> following)
            implements CustomerCommand {

        public Absorb {
            taken = ImmutableSortedSet.copyOf(taken);
            following = ImmutableSortedSet.copyOf(following);
        }
    }

    /** Follows when something is told of one that was merged; nobody gives it by hand. */
    record AbsorbNews(CustomerId customerId, CustomerId other, Facts facts) implements CustomerCommand {}
}
