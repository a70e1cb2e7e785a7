package io.guanxi.domain.customer;

import static io.guanxi.domain.customer.CustomerDetails.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.domain.customer.CustomerCommand.Absorb;
import io.guanxi.domain.customer.CustomerCommand.AbsorbNews;
import io.guanxi.domain.customer.CustomerCommand.AddContactPoint;
import io.guanxi.domain.customer.CustomerCommand.CorrectDetails;
import io.guanxi.domain.customer.CustomerCommand.MergeInto;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerCommand.RemoveContactPoint;
import io.guanxi.domain.customer.CustomerCommand.Separate;
import io.guanxi.domain.customer.CustomerCommand.Tag;
import io.guanxi.domain.customer.CustomerCommand.Unmerge;
import io.guanxi.domain.customer.CustomerCommand.Untag;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.domain.kernel.PhoneNumber;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Merged, edited on both sides, taken back, again and again: in the end each has what was told of it, and nothing else. */
class MergingProperties {

    private static final CallContext NOW =
            new CallContext(new Actor("ann", Set.of()), DeciderSpec.NOON, DeciderSpec.NOON, ZoneOffset.UTC);

    /** One thing that somebody does; {@code who} is 0 for the survivor, 1 and 2 for those that are merged into it. */
    record Step(int who, Kind kind, int value, Set<String> fields) {}

    enum Kind {
        MERGE,
        UNMERGE,
        SET_INDUSTRY,
        SET_EMPLOYEES,
        ADD_POINT,
        REMOVE_POINT,
        TAG,
        UNTAG
    }

    /** A customer, and what anybody who was told the same would say of it if nobody had ever been merged. */
    private static final class Told {

        private final CustomerId id;
        private Customer state = Customer.DECIDER.initial();
        private @Nullable String industry;
        private @Nullable Integer employees;
        private final Set<ContactPoint> points = new HashSet<>();
        private final Set<String> tags = new HashSet<>();

        private Told(int number) {
            id = new CustomerId(new UUID(7, number));
            give(Register.organisation(id, "Acme " + number));
        }

        private List<CustomerEvent> give(CustomerCommand command) {
            List<CustomerEvent> events = Customer.DECIDER.decide(state, command, NOW);
            state = Customer.DECIDER.evolve(state, events);
            return events;
        }

        private CustomerDetails details() {
            return Objects.requireNonNull(state.details());
        }

        private Facts facts() {
            return new Facts(
                    details(),
                    state.contactPoints().all(),
                    state.identities(),
                    state.tags(),
                    state.dealt(),
                    state.contacts(),
                    Map.of());
        }

        private boolean isMerged() {
            return state.status() == Customer.Status.MERGED;
        }
    }

    @Property(tries = 2_000)
    void eachKeepsItsOwn(@ForAll("steps") List<Step> steps) {
        List<Told> all = List.of(new Told(0), new Told(1), new Told(2));
        steps.forEach(step -> perform(step, all));
        for (Told other : all.subList(1, 3)) {
            if (other.isMerged()) {
                unmerge(all.get(0), other);
            }
        }
        for (Told each : all) {
            assertThat(each.state.merging()).isNull();
            assertThat(each.details())
                    .isEqualTo(named("Acme " + each.id.value().getLeastSignificantBits())
                            .withIndustry(each.industry)
                            .withEmployees(each.employees));
            assertThat(each.state.contactPoints().all()).containsExactlyInAnyOrderElementsOf(each.points);
            assertThat(each.state.tags()).isEqualTo(each.tags);
        }
    }

    /** As long as they are one, what any of them has and nobody has removed from the survivor is seen. */
    @Property(tries = 1_000)
    void theSurvivorShowsAllOfThem(@ForAll("steps") List<Step> steps) {
        List<Told> all = List.of(new Told(0), new Told(1), new Told(2));
        for (Step step : steps) {
            perform(step, all);
            Customer survivor = all.get(0).state;
            Set<ContactPoint> seen = new HashSet<>(all.get(0).points);
            Set<String> tags = new HashSet<>(all.get(0).tags);
            Merging merging = survivor.merging();
            if (merging != null) {
                all.stream().filter(Told::isMerged).forEach(each -> {
                    seen.addAll(each.points);
                    tags.addAll(each.tags);
                });
                seen.removeAll(merging.hidden().contactPoints());
                tags.removeAll(merging.hidden().tags());
            }
            assertThat(survivor.contactPoints().all()).containsExactlyInAnyOrderElementsOf(seen);
            assertThat(survivor.tags()).isEqualTo(tags);
        }
    }

    private static void perform(Step step, List<Told> all) {
        Told survivor = all.get(0);
        Told who = all.get(step.who());
        if (step.kind() == Kind.MERGE || step.kind() == Kind.UNMERGE) {
            if (who != survivor && who.isMerged() == (step.kind() == Kind.UNMERGE)) {
                if (who.isMerged()) {
                    unmerge(survivor, who);
                } else {
                    who.give(MergeInto.of(who.id, survivor.id));
                    survivor.give(new Absorb(
                            survivor.id,
                            who.id,
                            CustomerKind.ORGANISATION,
                            who.facts(),
                            taken(step, survivor, who),
                            step.fields()));
                }
            }
            return;
        }
        edit(step, who);
        if (who.isMerged()) {
            survivor.give(new AbsorbNews(survivor.id, who.id, who.facts()));
        }
    }

    private static void unmerge(Told survivor, Told other) {
        survivor.give(new Unmerge(survivor.id, other.id));
        other.give(new Separate(other.id));
    }

    private static Set<String> taken(Step step, Told survivor, Told other) {
        Set<String> taken = new HashSet<>();
        other.facts().fields().forEach((field, value) -> {
            Object own = survivor.facts().fields().get(field);
            if (value != null && (own == null || step.fields().contains(field))) {
                taken.add(field);
            }
        });
        return taken;
    }

    private static void edit(Step step, Told who) {
        switch (step.kind()) {
            case SET_INDUSTRY -> {
                String industry = step.value() == 0 ? null : "industry " + step.value();
                if (!Objects.equals(industry, who.details().industry())) {
                    who.industry = industry;
                }
                who.give(new CorrectDetails(who.id, who.details().withIndustry(industry)));
            }
            case SET_EMPLOYEES -> {
                Integer employees = step.value() == 0 ? null : step.value();
                if (!Objects.equals(employees, who.details().employees())) {
                    who.employees = employees;
                }
                who.give(new CorrectDetails(who.id, who.details().withEmployees(employees)));
            }
            case ADD_POINT -> {
                if (!who.state.contactPoints().has(point(step.value()))) {
                    who.points.add(point(step.value()));
                }
                who.give(new AddContactPoint(who.id, point(step.value())));
            }
            case REMOVE_POINT -> {
                who.points.remove(point(step.value()));
                who.give(new RemoveContactPoint(who.id, point(step.value())));
            }
            case TAG -> {
                if (!who.state.tags().contains("tag " + step.value())) {
                    who.tags.add("tag " + step.value());
                }
                who.give(new Tag(who.id, "tag " + step.value()));
            }
            default -> {
                who.tags.remove("tag " + step.value());
                who.give(new Untag(who.id, "tag " + step.value()));
            }
        }
    }

    private static ContactPoint point(int number) {
        return new ContactPoint.Phone(new PhoneNumber("+861381234000" + number));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of("industry", "employees", "name").set().ofMaxSize(3))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }
}
