package io.guanxi.domain.customer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.guanxi.domain.customer.CustomerEvent.Absorbed;
import io.guanxi.domain.customer.CustomerEvent.ContactForgotten;
import io.guanxi.domain.customer.CustomerEvent.ContactPointAdded;
import io.guanxi.domain.customer.CustomerEvent.ContactPointRemoved;
import io.guanxi.domain.customer.CustomerEvent.Contacted;
import io.guanxi.domain.customer.CustomerEvent.Dealt;
import io.guanxi.domain.customer.CustomerEvent.DetailsCorrected;
import io.guanxi.domain.customer.CustomerEvent.FollowUpDropped;
import io.guanxi.domain.customer.CustomerEvent.FollowUpPromised;
import io.guanxi.domain.customer.CustomerEvent.IdentityAdded;
import io.guanxi.domain.customer.CustomerEvent.IdentityRemoved;
import io.guanxi.domain.customer.CustomerEvent.PrimaryChanged;
import io.guanxi.domain.customer.CustomerEvent.Tagged;
import io.guanxi.domain.customer.CustomerEvent.Untagged;
import io.guanxi.domain.customer.Facts.Hidden;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.schema.FieldValue;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A customer into which others were merged: what was told of itself, what of each of them, and so what is shown. Nothing is mixed for
 * good: whoever leaves takes along what is its own, and what was changed meanwhile stays with whom it was told of. Used by the rules and
 * by the view, so the two cannot disagree.
 *
 * @param shown what is to be seen of all of them
 * @param own what was told of the customer itself, before and since
 * @param others in the order in which they came
 * @param hidden what the others have and was removed from this one since
 */
@RecordBuilder
public record Merging(
        @Personal Facts shown,
        @Personal Facts own,
        List<Other> others,
        @Personal Hidden hidden) implements MergingBuilder.With {

    /**
     * One that was merged into it.
     *
     * @param taken the names of the fields that are shown as this one has them
     * @param following the names of the fields of which the newest value is shown
     */
    public record Other(CustomerId id, @Personal Facts facts, Set<String> taken, Set<String> following) {

        public Other {
            taken = ImmutableSet.copyOf(taken);
            following = ImmutableSet.copyOf(following);
        }

        private Other without(Set<String> fields) {
            return new Other(id, facts, Sets.difference(taken, fields), following);
        }

        /** The rules know nothing of custom fields, so these stay taken or not as they were. */
        private Other after(Absorbed news) {
            return new Other(
                    id,
                    news.facts(),
                    Sets.union(
                            Sets.filter(news.taken(), each -> !isCustom(each)), Sets.filter(taken, Merging::isCustom)),
                    news.following());
        }

        /** The same told anew: what is empty otherwise, and what is followed and has changed, is taken from now on too. */
        Other told(Facts now, Facts shown) {
            Map<String, Object> before = Maps.filterValues(facts.fields(), Objects::nonNull);
            Set<String> all = now.fields().entrySet().stream()
                    .filter(each -> each.getValue() != null && !isCustom(each.getKey()))
                    .filter(each -> taken.contains(each.getKey())
                            || shown.fields().get(each.getKey()) == null
                            || (following.contains(each.getKey())
                                    && !Objects.equals(before.get(each.getKey()), each.getValue())))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
            return new Other(id, now, Sets.union(all, taken), following);
        }
    }

    public Merging {
        others = ImmutableList.copyOf(others);
    }

    /** A customer into which nobody was merged yet. */
    public static Merging of(Facts facts) {
        return new Merging(facts, facts, List.of(), Hidden.NOTHING);
    }

    public boolean isOver() {
        return others.isEmpty();
    }

    Other find(CustomerId id) {
        return others.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    boolean has(CustomerId id) {
        return others.stream().anyMatch(each -> each.id().equals(id));
    }

    public Merging with(Absorbed event) {
        CustomerId other = event.other();
        List<Other> all = has(other)
                ? others.stream()
                        .map(each -> each.id().equals(other) ? each.after(event) : each)
                        .toList()
                : ImmutableList.<Other>builder()
                        .addAll(others)
                        .add(new Other(other, event.facts(), event.taken(), event.following()))
                        .build();
        return withOthers(all).seen();
    }

    public Merging without(CustomerId other) {
        return withOthers(
                        others.stream().filter(each -> !each.id().equals(other)).toList())
                .seen();
    }

    /** After something was told of the customer itself. */
    public Merging with(CustomerEvent event) {
        // Java 17 has no pattern switch
        if (event instanceof DetailsCorrected it) {
            return corrected(own.withDetails(it.details()), false);
        }
        if (event instanceof ContactPointAdded it) {
            return points(points -> points.with(it.contactPoint()));
        }
        if (event instanceof ContactPointRemoved it) {
            return withHidden(new Hidden(
                            and(hidden.contactPoints(), it.contactPoint()), hidden.identities(), hidden.tags()))
                    .points(points -> points.without(it.contactPoint()));
        }
        if (event instanceof PrimaryChanged it) {
            return withShown(shown.withContactPoints(new ContactPoints(shown.contactPoints())
                            .withPrimary(it.contactPoint())
                            .all()))
                    .points(points -> points.has(it.contactPoint()) ? points.withPrimary(it.contactPoint()) : points);
        }
        if (event instanceof IdentityAdded it) {
            return owning(own.withIdentities(and(own.identities(), it.identity())));
        }
        if (event instanceof IdentityRemoved it) {
            return withHidden(
                            new Hidden(hidden.contactPoints(), and(hidden.identities(), it.identity()), hidden.tags()))
                    .owning(own.withIdentities(Sets.difference(own.identities(), Set.of(it.identity()))));
        }
        if (event instanceof Tagged it) {
            return owning(own.withTags(and(own.tags(), it.tag())));
        }
        if (event instanceof Untagged it) {
            return withHidden(new Hidden(hidden.contactPoints(), hidden.identities(), and(hidden.tags(), it.tag())))
                    .owning(own.withTags(Sets.difference(own.tags(), Set.of(it.tag()))));
        }
        if (event instanceof Dealt) {
            return owning(own.withDealt(true));
        }
        if (event instanceof Contacted it) {
            return owning(own.withContacts(own.contacts().with(it)));
        }
        if (event instanceof ContactForgotten it) {
            return owning(own.withContacts(own.contacts().with(it)));
        }
        if (event instanceof FollowUpPromised it) {
            return owning(own.withContacts(own.contacts().with(it)));
        }
        return event instanceof FollowUpDropped it
                ? owning(own.withContacts(own.contacts().without(it.activity())))
                : this;
    }

    /** As one sees it who may see these custom fields only. */
    public Merging only(Predicate<String> fields) {
        return new Merging(
                shown.only(fields),
                own.only(fields),
                others.stream()
                        .map(each -> new Other(each.id(), each.facts().only(fields), each.taken(), each.following()))
                        .toList(),
                hidden);
    }

    /** After the custom fields of what is shown have become these. */
    public Merging with(Map<String, FieldValue> custom) {
        return corrected(own.withCustom(custom), true);
    }

    /** What differs from what was shown has been corrected, and so is the customer's own from now on. */
    private Merging corrected(Facts now, boolean custom) {
        Map<String, Object> before = Maps.filterValues(shown.fields(), Objects::nonNull);
        Map<String, Object> after = Maps.filterValues(now.fields(), Objects::nonNull);
        Set<String> changed = Sets.union(before.keySet(), after.keySet()).stream()
                .filter(each -> isCustom(each) == custom)
                .filter(each -> !Objects.equals(before.get(each), after.get(each)))
                .collect(Collectors.toUnmodifiableSet());
        return withOthers(others.stream().map(each -> each.without(changed)).toList())
                .owning(own.with(changed, now));
    }

    private Merging points(Function<ContactPoints, ContactPoints> change) {
        return owning(own.withContactPoints(
                change.apply(new ContactPoints(own.contactPoints())).all()));
    }

    private Merging owning(Facts now) {
        return withOwn(now).seen();
    }

    /** What is hidden and told of the customer itself again is hidden no longer. What was first of its kind stays so. */
    private Merging seen() {
        Hidden still = new Hidden(
                Sets.difference(hidden.contactPoints(), Set.copyOf(own.contactPoints())),
                Sets.difference(hidden.identities(), own.identities()),
                Sets.difference(hidden.tags(), own.tags()));
        Facts all = own;
        for (Other each : others) {
            all = all.with(each.taken(), each.facts()).and(each.facts().without(still));
        }
        Set<ContactPoint> points = Set.copyOf(all.contactPoints());
        return withHidden(still)
                .withShown(all.withContactPoints(ImmutableSet.<ContactPoint>builder()
                        .addAll(Sets.intersection(ImmutableSet.copyOf(shown.contactPoints()), points))
                        .addAll(all.contactPoints())
                        .build()
                        .asList()));
    }

    private static boolean isCustom(String field) {
        return field.startsWith(Facts.CUSTOM);
    }

    private static <T> Set<T> and(Set<T> some, T one) {
        return Sets.union(some, Set.of(one)).immutableCopy();
    }
}
