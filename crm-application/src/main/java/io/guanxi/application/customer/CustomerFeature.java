package io.guanxi.application.customer;

import static io.guanxi.application.customer.CustomerView.TYPE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Compensation;
import io.guanxi.application.Duty;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Hierarchy;
import io.guanxi.application.Reader;
import io.guanxi.application.Sequel;
import io.guanxi.application.timeline.Timeline;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.customer.Customer;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.AddContactPoint;
import io.guanxi.domain.customer.CustomerCommand.AddIdentity;
import io.guanxi.domain.customer.CustomerCommand.Archive;
import io.guanxi.domain.customer.CustomerCommand.ClaimFromPool;
import io.guanxi.domain.customer.CustomerCommand.CorrectDetails;
import io.guanxi.domain.customer.CustomerCommand.DistributeFromPool;
import io.guanxi.domain.customer.CustomerCommand.EndOverride;
import io.guanxi.domain.customer.CustomerCommand.Lock;
import io.guanxi.domain.customer.CustomerCommand.OverrideClass;
import io.guanxi.domain.customer.CustomerCommand.RecallToPool;
import io.guanxi.domain.customer.CustomerCommand.RecycleToPool;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerCommand.ReleaseToPool;
import io.guanxi.domain.customer.CustomerCommand.RemoveContactPoint;
import io.guanxi.domain.customer.CustomerCommand.RemoveIdentity;
import io.guanxi.domain.customer.CustomerCommand.Restore;
import io.guanxi.domain.customer.CustomerCommand.Tag;
import io.guanxi.domain.customer.CustomerCommand.TransferOwner;
import io.guanxi.domain.customer.CustomerCommand.Unlock;
import io.guanxi.domain.customer.CustomerCommand.Unmerge;
import io.guanxi.domain.customer.CustomerCommand.Untag;
import io.guanxi.domain.customer.CustomerCommand.WithdrawFromPool;
import io.guanxi.domain.customer.CustomerEvent.Archived;
import io.guanxi.domain.customer.CustomerEvent.ClaimedFromPool;
import io.guanxi.domain.customer.CustomerEvent.ClassOverridden;
import io.guanxi.domain.customer.CustomerEvent.Classified;
import io.guanxi.domain.customer.CustomerEvent.ContactPointAdded;
import io.guanxi.domain.customer.CustomerEvent.ContactPointRemoved;
import io.guanxi.domain.customer.CustomerEvent.Dealt;
import io.guanxi.domain.customer.CustomerEvent.DetailsCorrected;
import io.guanxi.domain.customer.CustomerEvent.DistributedFromPool;
import io.guanxi.domain.customer.CustomerEvent.IdentityAdded;
import io.guanxi.domain.customer.CustomerEvent.IdentityRemoved;
import io.guanxi.domain.customer.CustomerEvent.Locked;
import io.guanxi.domain.customer.CustomerEvent.MergedInto;
import io.guanxi.domain.customer.CustomerEvent.OwnerAssigned;
import io.guanxi.domain.customer.CustomerEvent.OwnerTransferred;
import io.guanxi.domain.customer.CustomerEvent.Registered;
import io.guanxi.domain.customer.CustomerEvent.Released;
import io.guanxi.domain.customer.CustomerEvent.ReleasedToPool;
import io.guanxi.domain.customer.CustomerEvent.Restored;
import io.guanxi.domain.customer.CustomerEvent.Restricted;
import io.guanxi.domain.customer.CustomerEvent.RestrictionLifted;
import io.guanxi.domain.customer.CustomerEvent.Tagged;
import io.guanxi.domain.customer.CustomerEvent.Unlocked;
import io.guanxi.domain.customer.CustomerEvent.Unmerged;
import io.guanxi.domain.customer.CustomerEvent.Untagged;
import io.guanxi.domain.customer.CustomerEvent.WithdrawnFromPool;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.kernel.Decider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Customers (客户). */
public final class CustomerFeature implements Feature {

    /** How many parents one above the other there may be; each is read when a parent is named. */
    public static final int MAX_PARENTS = 20;

    private static final String TAKEN_BACK = "taken back";

    private final ImmutableList<Scheme> schemes;
    private final ImmutableList<TagRule> tagRules;
    private final ImmutableList<Pool> pools;
    private final Merges merges;

    public CustomerFeature() {
        this(List.of(), List.of());
    }

    /** Customers who are merged by {@link SurvivorshipPolicy#SURVIVOR_FIRST}. */
    public CustomerFeature(List<Scheme> schemes, List<TagRule> tagRules) {
        this(schemes, tagRules, SurvivorshipPolicy.SURVIVOR_FIRST);
    }

    /**
     * @param schemes how customers are classified, each under a name of its own
     * @param tagRules the tags that follow from facts
     * @param survivorship whose value of a field is shown when two are merged
     */
    public CustomerFeature(List<Scheme> schemes, List<TagRule> tagRules, SurvivorshipPolicy survivorship) {
        this(schemes, tagRules, survivorship, List.of());
    }

    /**
     * @param schemes how customers are classified, each under a name of its own
     * @param tagRules the tags that follow from facts
     * @param survivorship whose value of a field is shown when two are merged
     * @param pools the public pools, each under a name of its own; if none is declared, there is one of each name, without rules
     */
    public CustomerFeature(
            List<Scheme> schemes, List<TagRule> tagRules, SurvivorshipPolicy survivorship, List<Pool> pools) {
        this.pools = ImmutableList.copyOf(pools);
        this.merges = new Merges(survivorship);
        this.schemes = ImmutableList.copyOf(schemes);
        this.tagRules = ImmutableList.copyOf(tagRules);
    }

    @Override
    public String name() {
        return "customer";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Customer.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(CustomerView.TYPE, MergeView.TYPE, PooledCustomerView.TYPE);
    }

    /** That and when it was registered, the customer says itself. */
    @Override
    public Optional<Timeline<?>> timeline() {
        return Optional.of(Timeline.of(CustomerView.TYPE, CustomerView::id)
                .tells(OwnerAssigned.class, "customer", CustomerView::owner)
                .tells(OwnerTransferred.class, "customer", CustomerView::owner)
                .tells(ReleasedToPool.class, "customer", CustomerView::pool)
                .tells(WithdrawnFromPool.class, "customer", customer -> null)
                .tells(ClaimedFromPool.class, "customer", CustomerView::owner)
                .tells(DistributedFromPool.class, "customer", CustomerView::owner)
                .tells(Classified.class, "customer", CustomerFeature::standing)
                .tells(ClassOverridden.class, "customer", CustomerFeature::standing)
                .tells(Dealt.class, "customer", customer -> null)
                .tells(Archived.class, "customer", customer -> null)
                .tells(Restored.class, "customer", customer -> null)
                .tells(MergedInto.class, "customer", customer -> null)
                .tells(Unmerged.class, "customer", customer -> null)
                .tells(Released.class, "customer", customer -> null)
                .tells(Restricted.class, "privacy", customer -> null)
                .tells(RestrictionLifted.class, "privacy", customer -> null)
                .build());
    }

    /** {@code life-cycle: loyal, tier: gold}. */
    private static String standing(CustomerView customer) {
        return customer.classifications().entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue().place())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Two customers that are made each other's parent at the same moment, on two nodes, are not seen by one another. */
    @Override
    public List<Guard> guards() {
        return List.of(
                new Guard.Unique<>(
                        CustomerView.TYPE,
                        "customer.email",
                        unlessMerged(CustomerView::emails),
                        CustomerRule.EMAIL_TAKEN),
                new Guard.Unique<>(
                        CustomerView.TYPE,
                        "customer.identity",
                        unlessMerged(CustomerView::identityKeys),
                        CustomerRule.IDENTITY_TAKEN),
                new Guard.Unique<>(
                        CustomerView.TYPE,
                        "customer.uscc",
                        unlessMerged(CustomerFeature::uscc),
                        CustomerRule.USCC_TAKEN),
                new Guard.Before<>(Register.class, CustomerFeature::requireNoCircle),
                new Guard.Before<>(CorrectDetails.class, CustomerFeature::requireNoCircle),
                new Guard.Before<>(ReleaseToPool.class, (command, reader) -> pool(command.pool())),
                new Guard.Before<>(RecallToPool.class, (command, reader) -> pool(command.pool())),
                new Guard.BeforeAt<>(
                        RecycleToPool.class,
                        (command, context, reader) -> pool(command.pool()).requireLapsed(command, context, reader)),
                new Guard.BeforeAt<>(
                        ClaimFromPool.class,
                        (command, context, reader) -> pooled(command.customerId(), reader)
                                .ifPresent(each -> pool(each.pool()).requireClaimable(each, context, reader))),
                new Guard.Before<>(
                        DistributeFromPool.class,
                        (command, reader) -> pooled(command.customerId(), reader)
                                .ifPresent(each -> pool(each.pool()).requireRoom(command.owner(), reader))));
    }

    /** Of one that is merged, its survivor has it. */
    private static Function<CustomerView, Set<String>> unlessMerged(Function<CustomerView, Set<String>> values) {
        return view -> view.survivor() == null ? values.apply(view) : ImmutableSet.of();
    }

    @Override
    public List<Sequel<?>> sequels() {
        return merges.sequels();
    }

    private Pool pool(@Nullable String name) {
        if (pools.isEmpty()) {
            return Pool.named(String.valueOf(name)).build();
        }
        return pools.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CustomerRule.POOL_UNKNOWN.refused(String.valueOf(name)));
    }

    /** Of one that is in none, the rules of the customer say so. */
    private static Optional<PooledCustomerView> pooled(CustomerId customer, Reader reader) {
        return reader.views(PooledCustomerView.TYPE).byId(customer).filter(each -> each.pool() != null);
    }

    /** A customer that is known already is the rules' concern; an unknown one may be named as a parent before it is registered. */
    private static void requireNoCircle(Register command, Reader reader) {
        CustomerId parent = command.details().parent();
        if (parent != null
                && reader.views(CustomerView.TYPE).byId(command.customerId()).isEmpty()) {
            parents(reader.views(CustomerView.TYPE)).requireRoom(command.customerId(), parent);
        }
    }

    private static void requireNoCircle(CorrectDetails command, Reader reader) {
        CustomerId parent = command.details().parent();
        if (parent != null
                && reader.views(CustomerView.TYPE)
                        .byId(command.customerId())
                        .filter(view -> !parent.equals(view.details().parent()))
                        .isPresent()) {
            parents(reader.views(CustomerView.TYPE)).requireRoom(command.customerId(), parent);
        }
    }

    private static Hierarchy<CustomerId> parents(Views<CustomerView> customers) {
        return new Hierarchy<>(
                each -> parentOf(each, customers),
                MAX_PARENTS,
                CustomerRule.PARENTS_GO_IN_A_CIRCLE,
                CustomerRule.TOO_MANY_PARENTS);
    }

    /** Of one that is merged, its survivor's. */
    static @Nullable CustomerId parentOf(CustomerId customer, Views<CustomerView> customers) {
        return customers
                .byId(customer)
                .flatMap(view -> view.survivor() == null ? Optional.of(view) : customers.byId(view.survivor()))
                .map(view -> view.details().parent())
                .orElse(null);
    }

    @Override
    public List<Duty<?>> duties() {
        return Stream.of(
                        schemes.stream().flatMap(Scheme::duties),
                        tagRules.stream().flatMap(TagRule::duties),
                        pools.stream().flatMap(Pool::duties))
                .flatMap(each -> each)
                .toList();
    }

    @Override
    public List<Compensation<?, ?>> compensations() {
        return List.of(
                Compensation.of(Registered.class, TYPE, it -> new Archive(it.customerId(), TAKEN_BACK)),
                new Compensation<>(
                        DetailsCorrected.class,
                        TYPE,
                        (it, before) -> before.map(view -> new CorrectDetails(it.customerId(), view.details())).stream()
                                .toList()),
                Compensation.of(
                        ContactPointAdded.class,
                        TYPE,
                        it -> new RemoveContactPoint(it.customerId(), it.contactPoint())),
                Compensation.of(
                        ContactPointRemoved.class, TYPE, it -> new AddContactPoint(it.customerId(), it.contactPoint())),
                Compensation.of(IdentityAdded.class, TYPE, it -> new RemoveIdentity(it.customerId(), it.identity())),
                Compensation.of(IdentityRemoved.class, TYPE, it -> new AddIdentity(it.customerId(), it.identity())),
                Compensation.of(OwnerTransferred.class, TYPE, it -> new TransferOwner(it.customerId(), it.from())),
                new Compensation<>(
                        ReleasedToPool.class, TYPE, (it, before) -> List.of(CustomerFeature.back(it, before))),
                Compensation.of(
                        WithdrawnFromPool.class, TYPE, it -> new RecallToPool(it.customerId(), it.pool(), TAKEN_BACK)),
                Compensation.of(
                        ClaimedFromPool.class, TYPE, it -> new RecallToPool(it.customerId(), it.pool(), TAKEN_BACK)),
                Compensation.of(
                        DistributedFromPool.class,
                        TYPE,
                        it -> new RecallToPool(it.customerId(), it.pool(), TAKEN_BACK)),
                Compensation.of(Tagged.class, TYPE, it -> new Untag(it.customerId(), it.tag())),
                Compensation.of(Untagged.class, TYPE, it -> new Tag(it.customerId(), it.tag())),
                new Compensation<>(
                        ClassOverridden.class, TYPE, (it, before) -> List.of(CustomerFeature.again(it, before))),
                Compensation.of(Locked.class, TYPE, it -> new Unlock(it.customerId())),
                Compensation.of(Unlocked.class, TYPE, it -> new Lock(it.customerId())),
                Compensation.of(Archived.class, TYPE, it -> new Restore(it.customerId())),
                Compensation.of(MergedInto.class, TYPE, it -> new Unmerge(it.into(), it.customerId())),
                Compensation.of(Restored.class, TYPE, it -> new Archive(it.customerId(), TAKEN_BACK)));
    }

    /** To whom owned it, or to the pool that it was in. */
    private static CustomerCommand back(ReleasedToPool event, Optional<CustomerView> before) {
        if (event.from() != null) {
            return new DistributeFromPool(event.customerId(), event.from());
        }
        return before.map(CustomerView::pool)
                .<CustomerCommand>map(pool -> new RecallToPool(event.customerId(), pool, TAKEN_BACK))
                .orElse(new WithdrawFromPool(event.customerId()));
    }

    /** As it was said before, or else left to the rules. */
    private static CustomerCommand again(ClassOverridden event, Optional<CustomerView> before) {
        return before.map(view -> view.classifications().get(event.scheme()))
                .filter(Classification::overridden)
                .<CustomerCommand>map(
                        was -> new OverrideClass(event.customerId(), event.scheme(), was.place(), was.reason()))
                .orElse(new EndOverride(event.customerId(), event.scheme()));
    }

    private static Set<String> uscc(CustomerView view) {
        String code = view.usccText();
        return code == null ? ImmutableSet.of() : ImmutableSet.of(code);
    }
}
