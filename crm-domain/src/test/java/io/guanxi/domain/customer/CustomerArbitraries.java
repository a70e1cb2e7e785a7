package io.guanxi.domain.customer;

import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.PostalAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Commands about one customer, drawn from a small world so that they meet. For tests of every module. */
public final class CustomerArbitraries {

    /** Customers who are told of together with it; some of them are there. */
    private static final List<CustomerId> OTHERS =
            List.of(new CustomerId(new UUID(1, 2)), new CustomerId(new UUID(1, 4)), new CustomerId(new UUID(1, 8)));

    private CustomerArbitraries() {}

    public static Arbitrary<List<CustomerCommand>> commands(CustomerId id) {
        return command(id).list().ofMaxSize(30);
    }

    private static Arbitrary<String> scheme() {
        return Arbitraries.of("life-cycle", "tier");
    }

    private static Arbitrary<String> place() {
        return Arbitraries.of("new", "gold");
    }

    private static Arbitrary<String> pool() {
        return Arbitraries.of("public", "华东公海");
    }

    public static Arbitrary<CustomerCommand> command(CustomerId id) {
        Arbitrary<String> user = Arbitraries.of("ann", "bob", "eve");
        Arbitrary<String> tag = Arbitraries.of("vip", "新客户", "a|b", "😀");
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(
                        6,
                        Combinators.combine(
                                        Arbitraries.of(CustomerKind.class),
                                        details(id),
                                        contactPoint().list().ofMaxSize(4),
                                        user.injectNull(0.5))
                                .as((kind, details, points, owner) ->
                                        new CustomerCommand.Register(id, kind, details, points, owner))),
                net.jqwik.api.Tuple.of(2, details(id).map(each -> new CustomerCommand.CorrectDetails(id, each))),
                net.jqwik.api.Tuple.of(3, contactPoint().map(each -> new CustomerCommand.AddContactPoint(id, each))),
                net.jqwik.api.Tuple.of(2, contactPoint().map(each -> new CustomerCommand.RemoveContactPoint(id, each))),
                net.jqwik.api.Tuple.of(2, contactPoint().map(each -> new CustomerCommand.MakePrimary(id, each))),
                net.jqwik.api.Tuple.of(
                        2,
                        Arbitraries.of(Set.of(CustomerField.PHONES), Set.of(CustomerField.NAME, CustomerField.INDUSTRY))
                                .map(each -> new CustomerCommand.Confirm(id, each))),
                net.jqwik.api.Tuple.of(
                        1,
                        Combinators.combine(details(id), contactPoint().list().ofMaxSize(2))
                                .as((details, points) -> new CustomerCommand.Enrich(id, details, points))),
                net.jqwik.api.Tuple.of(2, identity().map(each -> new CustomerCommand.AddIdentity(id, each))),
                net.jqwik.api.Tuple.of(1, identity().map(each -> new CustomerCommand.RemoveIdentity(id, each))),
                net.jqwik.api.Tuple.of(2, user.map(each -> new CustomerCommand.AssignOwner(id, each))),
                net.jqwik.api.Tuple.of(2, user.map(each -> new CustomerCommand.TransferOwner(id, each))),
                net.jqwik.api.Tuple.of(
                        2, pool().map(each -> new CustomerCommand.ReleaseToPool(id, each, "too far away"))),
                net.jqwik.api.Tuple.of(
                        2,
                        Combinators.combine(pool(), instant())
                                .as((pool, at) -> new CustomerCommand.RecycleToPool(
                                        id,
                                        pool,
                                        new Lapse(
                                                "silent",
                                                Map.of("ownedSince", at),
                                                at,
                                                Set.of("ownedSince"),
                                                Set.of("a deal"))))),
                net.jqwik.api.Tuple.of(1, pool().map(each -> new CustomerCommand.RecallToPool(id, each, "has left"))),
                net.jqwik.api.Tuple.of(2, Arbitraries.just(new CustomerCommand.ClaimFromPool(id))),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(new CustomerCommand.WithdrawFromPool(id))),
                net.jqwik.api.Tuple.of(1, user.map(each -> new CustomerCommand.DistributeFromPool(id, each))),
                net.jqwik.api.Tuple.of(
                        2,
                        Combinators.combine(user, Arbitraries.of(Access.class))
                                .as((who, access) -> new CustomerCommand.AddCollaborator(id, who, access))),
                net.jqwik.api.Tuple.of(1, user.map(each -> new CustomerCommand.RemoveCollaborator(id, each))),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(new CustomerCommand.Lock(id))),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(new CustomerCommand.Unlock(id))),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(new CustomerCommand.MarkDealt(id))),
                net.jqwik.api.Tuple.of(
                        2,
                        Combinators.combine(activity(), instant(), instant().injectNull(0.5))
                                .as((activity, at, next) -> new CustomerCommand.NoteContact(id, activity, at, next))),
                net.jqwik.api.Tuple.of(
                        2,
                        Combinators.combine(activity(), instant())
                                .as((activity, due) -> new CustomerCommand.PromiseFollowUp(id, activity, due))),
                net.jqwik.api.Tuple.of(1, activity().map(each -> new CustomerCommand.DropFollowUp(id, each))),
                net.jqwik.api.Tuple.of(
                        2,
                        Combinators.combine(
                                        activity(),
                                        instant(),
                                        instant().injectNull(0.3),
                                        instant().injectNull(0.5))
                                .as((activity, at, last, next) ->
                                        new CustomerCommand.ForgetContact(id, activity, at, last, next))),
                net.jqwik.api.Tuple.of(
                        2,
                        Combinators.combine(scheme(), place().injectNull(0.3))
                                .as((scheme, place) -> new CustomerCommand.Classify(id, scheme, place, "by rule"))),
                net.jqwik.api.Tuple.of(
                        1,
                        Combinators.combine(scheme(), place())
                                .as((scheme, place) -> new CustomerCommand.OverrideClass(id, scheme, place, "known"))),
                net.jqwik.api.Tuple.of(1, scheme().map(each -> new CustomerCommand.EndOverride(id, each))),
                net.jqwik.api.Tuple.of(2, tag.map(each -> new CustomerCommand.Tag(id, each))),
                net.jqwik.api.Tuple.of(1, tag.map(each -> new CustomerCommand.Untag(id, each))),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(new CustomerCommand.Archive(id, "moved away"))),
                net.jqwik.api.Tuple.of(2, Arbitraries.just(new CustomerCommand.Restore(id))),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(new CustomerCommand.Restrict(id, "request 1"))),
                net.jqwik.api.Tuple.of(3, Arbitraries.just(new CustomerCommand.LiftRestriction(id, "settled"))),
                net.jqwik.api.Tuple.of(1, other(id).map(each -> CustomerCommand.MergeInto.of(id, each))),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(new CustomerCommand.Separate(id))),
                net.jqwik.api.Tuple.of(1, other(id).map(each -> new CustomerCommand.ChangeSurvivor(id, each))),
                net.jqwik.api.Tuple.of(1, other(id).map(each -> new CustomerCommand.Unmerge(id, each))),
                net.jqwik.api.Tuple.of(
                        3,
                        Combinators.combine(other(id), Arbitraries.of(CustomerKind.class), facts(id), taken())
                                .as((other, kind, facts, taken) ->
                                        new CustomerCommand.Absorb(id, other, kind, facts, taken, taken))),
                net.jqwik.api.Tuple.of(
                        1,
                        Combinators.combine(other(id), facts(id))
                                .as((other, facts) -> new CustomerCommand.AbsorbNews(id, other, facts))));
    }

    private static Arbitrary<CustomerId> other(CustomerId id) {
        return Arbitraries.of(OTHERS.stream().filter(each -> !each.equals(id)).toList());
    }

    private static Arbitrary<Set<String>> taken() {
        return Arbitraries.of("name", "industry", "foundedYear").set().ofMaxSize(3);
    }

    private static Arbitrary<Facts> facts(CustomerId id) {
        return Combinators.combine(
                        details(id),
                        contactPoint().list().uniqueElements().ofMaxSize(3),
                        identity().set().ofMaxSize(2),
                        Arbitraries.of(true, false))
                .as((details, points, identities, dealt) ->
                        new Facts(details, points, identities, Set.of("vip"), dealt, Contacts.NONE, Map.of()));
    }

    public static Arbitrary<ContactPoint> contactPoint() {
        return Arbitraries.of(
                new ContactPoint.Email(new EmailAddress("info@acme.test")),
                new ContactPoint.Email(new EmailAddress("sales@acme.test")),
                new ContactPoint.Phone(new PhoneNumber("+4930901820")),
                new ContactPoint.Phone(new PhoneNumber("+8613812341234")),
                new ContactPoint.Postal(new PostalAddress("五四路 1 号", "鼓楼区", "福州市", "福建省", "350001", "CN")),
                new ContactPoint.Postal(new PostalAddress(null, null, null, null, null, "KE")));
    }

    private static Arbitrary<SourceIdentity> identity() {
        return Arbitraries.of(new SourceIdentity("erp", "4711"), new SourceIdentity("wechat-openid", "oX-1"));
    }

    private static Arbitrary<ActivityId> activity() {
        return Arbitraries.of(new ActivityId(new UUID(9, 1)), new ActivityId(new UUID(9, 2)));
    }

    private static Arbitrary<Instant> instant() {
        return Arbitraries.integers()
                .between(0, 3)
                .map(day -> Instant.parse("2026-03-02T12:00:00Z").plus(Duration.ofDays(day)));
    }

    private static Arbitrary<CustomerDetails> details(CustomerId id) {
        return Combinators.combine(
                        Arbitraries.of("Acme", "福州某某有限公司", "O'Neill & Söhne"),
                        Arbitraries.of("tools", "医疗").injectNull(0.4),
                        Arbitraries.integers().between(1_900, 2_026).injectNull(0.5),
                        Arbitraries.of(id, new CustomerId(new UUID(1, 2))).injectNull(0.8))
                .as((name, industry, founded, parent) -> CustomerDetails.named(name)
                        .withIndustry(industry)
                        .withFoundedYear(founded)
                        .withParent(parent));
    }
}
