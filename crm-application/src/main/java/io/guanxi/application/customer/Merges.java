package io.guanxi.application.customer;

import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.Sequel;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Absorb;
import io.guanxi.domain.customer.CustomerCommand.ChangeSurvivor;
import io.guanxi.domain.customer.CustomerCommand.MergeInto;
import io.guanxi.domain.customer.CustomerCommand.Separate;
import io.guanxi.domain.customer.CustomerCommand.Unmerge;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.customer.Survivorship;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.schema.FieldValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What merging one customer into another means for the other, and for those that were merged before. */
final class Merges {

    /** How many may go by one name. */
    private static final int MAX = 500;

    private static final String DETAILS = "details.";

    private final SurvivorshipPolicy policy;

    Merges(SurvivorshipPolicy policy) {
        this.policy = policy;
    }

    List<Sequel<?>> sequels() {
        return List.of(new Sequel<>(MergeInto.class, this::merged), new Sequel<>(Unmerge.class, Merges::unmerged));
    }

    private List<Command> merged(MergeInto command, Reader reader) {
        CustomerView other = known(command.customerId(), reader);
        CustomerView survivor = known(command.into(), reader);
        requireNoSubsidiary(survivor, other.id(), reader);
        List<Command> commands = new ArrayList<>();
        commands.add(absorb(command, survivor, other, reader));
        goingBy(other.id(), reader).forEach(each -> commands.add(new ChangeSurvivor(each.id(), survivor.id())));
        return commands;
    }

    private static CustomerView known(CustomerId id, Reader reader) {
        return reader.views(CustomerView.TYPE).byId(id).orElseThrow(() -> new CrmException.NotFound(id));
    }

    /** Those who go by a name, in the order in which they were merged. */
    private static List<MergeView> goingBy(CustomerId survivor, Reader reader) {
        return reader.views(MergeView.TYPE)
                .find(MergeView.SURVIVOR.is(survivor), PageRequest.first(MAX).by(MergeView.MERGED_AT))
                .views();
    }

    /** Whom it takes along: those that were merged into it, and into those. */
    private static List<Command> unmerged(Unmerge command, Reader reader) {
        CustomerId other = command.other();
        CustomerId before = reader.views(MergeView.TYPE)
                .byId(other)
                .map(MergeView::survivor)
                .orElse(null);
        List<Command> commands = new ArrayList<>();
        commands.add(new Separate(other));
        if (before != null) {
            List<MergeView> all = goingBy(before, reader);
            Set<CustomerId> along = new HashSet<>(Set.of(other));
            boolean more = true;
            while (more) {
                more = all.stream()
                        .filter(each -> along.contains(each.into()))
                        .map(each -> along.add(each.id()))
                        .reduce(false, Boolean::logicalOr);
            }
            all.stream()
                    .filter(each -> along.contains(each.id()) && !each.id().equals(other))
                    .forEach(each -> commands.add(new ChangeSurvivor(each.id(), other)));
        }
        return commands;
    }

    private CustomerCommand absorb(MergeInto command, CustomerView survivor, CustomerView other, Reader reader) {
        Map<String, @Nullable Object> mine = survivor.facts().fields();
        Map<String, @Nullable Object> theirs = other.facts().fields();
        Newest newest = new Newest(survivor.id(), other.id(), reader);
        Set<String> taken = new HashSet<>();
        Set<String> following = new HashSet<>();
        theirs.forEach((field, value) -> {
            Survivorship rule = policy.of(field, command);
            if (rule == Survivorship.NEWEST) {
                following.add(field);
            }
            Object own = mine.get(field);
            if (value != null
                    && !value.equals(own)
                    && !isItsOwnParent(field, value, survivor, reader)
                    && (own == null || wins(rule, field, value, own, survivor, other, newest))) {
                taken.add(field);
            }
        });
        return new Absorb(survivor.id(), other.id(), other.kind(), other.facts(), taken, following);
    }

    private boolean wins(
            Survivorship rule,
            String field,
            Object theirs,
            Object mine,
            CustomerView survivor,
            CustomerView other,
            Newest newest) {
        return switch (rule) {
            case SURVIVOR -> false;
            case OTHER -> true;
            case NEWEST -> newest.isOther(field);
            case LONGEST -> length(theirs) > length(mine);
            case MOST_TRUSTED -> policy.rank(other) < policy.rank(survivor);
        };
    }

    private static int length(Object value) {
        Object inside = value instanceof FieldValue field ? field.value() : value;
        return inside instanceof String text ? text.codePointCount(0, text.length()) : 0;
    }

    /** When each field of the two was given, which is asked for only if it decides something. */
    private static final class Newest {

        private final CustomerId survivor;
        private final CustomerId other;
        private final Reader reader;
        private final Map<CustomerId, SortedMap<String, Recorded<?>>> origins = new HashMap<>();

        private Newest(CustomerId survivor, CustomerId other, Reader reader) {
            this.survivor = survivor;
            this.other = other;
            this.reader = reader;
        }

        private boolean isOther(String field) {
            return givenAt(other, field).isAfter(givenAt(survivor, field));
        }

        private Instant givenAt(CustomerId id, String field) {
            String path = field.contains(".") ? field : DETAILS + field;
            return origins.computeIfAbsent(id, reader::provenance).tailMap(path).entrySet().stream()
                    .takeWhile(each -> each.getKey().startsWith(path))
                    .filter(each -> each.getKey().equals(path) || each.getKey().startsWith(path + "."))
                    .map(each -> each.getValue().meta().happenedAt())
                    .max(Instant::compareTo)
                    .orElse(Instant.MIN);
        }
    }

    private static void requireNoSubsidiary(CustomerView survivor, CustomerId other, Reader reader) {
        if (above(survivor, reader).anyMatch(other::equals)) {
            throw CustomerRule.SUBSIDIARY.refused(survivor.id().value());
        }
    }

    private static boolean isItsOwnParent(String field, Object value, CustomerView survivor, Reader reader) {
        return value instanceof CustomerId parent
                && field.equals("parent")
                && (parent.equals(survivor.id())
                        || reader.views(CustomerView.TYPE).byId(parent).stream()
                                .flatMap(each -> above(each, reader))
                                .anyMatch(survivor.id()::equals));
    }

    private static Stream<CustomerId> above(CustomerView customer, Reader reader) {
        return Stream.iterate(
                        customer.details().parent(),
                        Objects::nonNull,
                        each -> CustomerFeature.parentOf(each, reader.views(CustomerView.TYPE)))
                .limit(CustomerFeature.MAX_PARENTS);
    }
}
