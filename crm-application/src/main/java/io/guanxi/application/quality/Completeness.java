package io.guanxi.application.quality;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.guanxi.application.Reader;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.CustomFields;
import io.guanxi.application.view.Fields;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Check;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which fields should have a value, of whom, and how much each of them weighs:
 *
 * <pre>{@code
 * Completeness.of(CustomerView.TYPE)
 *         .asks(CustomerView.PHONES, 3)
 *         .asks(CustomerView.USCC, 2, CustomerView.KIND.is(ORGANISATION))
 *         .asks(CustomerView.ANNUAL_REVENUE, 1, CustomerView.LIFE_CYCLE.is("customer"))
 *         .asksCustom("region", 1)
 * }</pre>
 *
 * Nothing is stored: rules are filters, so another rule holds from its next question on, for old data too.
 */
public final class Completeness<V extends View> {

    private final ViewType<V> type;
    private final ImmutableList<Asked<V>> asked;

    private Completeness(ViewType<V> type, List<Asked<V>> asked) {
        this.type = type;
        this.asked = ImmutableList.copyOf(asked);
    }

    /** @param attribute null for a custom field, which each tenant has in a place of its own or not at all */
    private record Asked<V extends View>(
            String field, @Nullable Attribute<V, ?> attribute, int weight, Filter<V> of) {

        private Optional<Attribute<V, ?>> in(@Nullable Fields<V> fields) {
            if (attribute != null) {
                return Optional.of(attribute);
            }
            return fields == null
                    ? Optional.empty()
                    : fields.find(field.substring(CustomFields.JSON_NAME.length() + 1));
        }
    }

    /** Nothing is asked for yet. */
    public static <V extends View> Completeness<V> of(ViewType<V> type) {
        return new Completeness<>(type, List.of());
    }

    /** As {@link #asks(Attribute, int, Filter)}, of all. */
    public Completeness<V> asks(Attribute<V, ?> attribute, int weight) {
        return asks(attribute, weight, Filter.everything());
    }

    /**
     * The same asking for a field more.
     *
     * @param weight 1 to 100
     * @param of of whom it is asked; must not ask other views, for which a scheme of customers is there
     */
    public Completeness<V> asks(Attribute<V, ?> attribute, int weight, Filter<V> of) {
        return with(new Asked<>(ViewType.jsonName(attribute), attribute, weight, of));
    }

    /** As {@link #asksCustom(String, int, Filter)}, of all. */
    public Completeness<V> asksCustom(String field, int weight) {
        return asksCustom(field, weight, Filter.everything());
    }

    /** As {@link #asks(Attribute, int, Filter)}, for a custom field, where the tenant has it and the reader may read it. */
    public Completeness<V> asksCustom(String field, int weight, Filter<V> of) {
        return with(new Asked<>(CustomFields.JSON_NAME + "." + field, null, weight, of));
    }

    /** Whether custom fields are asked for, in any tenant. */
    boolean asksCustom() {
        return asked.stream().anyMatch(each -> each.attribute() == null);
    }

    /** Whether any of these custom fields is asked for. */
    boolean asksAnyOf(Fields<V> fields) {
        return asked.stream()
                .anyMatch(each -> each.attribute() == null && each.in(fields).isPresent());
    }

    private Completeness<V> with(Asked<V> more) {
        Check.range("weight", more.weight(), 1, 100);
        Check.that(more.of().others().findAny().isEmpty(), "of", "related", "must not ask other views");
        return new Completeness<>(
                type, ImmutableList.<Asked<V>>builder().addAll(asked).add(more).build());
    }

    /** How complete one is, by weight; what is missing, the heaviest first. */
    public Part of(V view, Fields<V> fields) {
        return part(view, fields);
    }

    /** Without custom fields. */
    Part ofBuiltIn(V view) {
        return part(view, null);
    }

    private Part part(V view, @Nullable Fields<V> fields) {
        long all = 0;
        List<Asked<V>> missing = new ArrayList<>();
        for (Asked<V> each : asked) {
            Optional<Attribute<V, ?>> attribute = each.in(fields);
            if (attribute.isPresent() && each.of().test(view, Completeness::nobody)) {
                all += each.weight();
                if (attribute.get().valueOf(view) == null) {
                    missing.add(each);
                }
            }
        }
        missing.sort((one, other) -> Integer.compare(other.weight(), one.weight()));
        long gone = missing.stream().mapToLong(Asked::weight).sum();
        return Part.of(all - gone, all, missing.stream().map(Asked::field).toList());
    }

    private static <W extends View> Collection<W> nobody(ViewType<W> any) {
        return List.of();
    }

    /** Those that miss anything. */
    public Filter<V> incomplete(Fields<V> fields) {
        return new Filter.Any<>(List.copyOf(gaps(fields).values()));
    }

    /** Those that miss one field: none, if it is not asked for. */
    public Filter<V> missing(Fields<V> fields, String field) {
        return gaps(fields).getOrDefault(field, Filter.nothing());
    }

    /** Who misses each field. */
    Map<String, Filter<V>> gaps(@Nullable Fields<V> fields) {
        ImmutableMap.Builder<String, Filter<V>> gaps = ImmutableMap.builder();
        asked.forEach(each -> each.in(fields)
                .ifPresent(attribute -> gaps.put(each.field(), each.of().and(attribute.absent()))));
        return gaps.buildKeepingLast();
    }

    /**
     * The worst gaps of each owner, or of whatever else there is to group by, in one question.
     *
     * @param by such as {@code CustomerView.OWNER}
     * @return the least complete first
     */
    public List<Gaps> gaps(Reader reader, Filter<V> where, Attribute<V, ?> by) {
        Fields<V> fields = reader.fields(type);
        Grouping<V> question = Grouping.<V>by(by).count("of");
        List<Asked<V>> questions = new ArrayList<>();
        for (Asked<V> each : asked) {
            Optional<Attribute<V, ?>> attribute = each.in(fields);
            if (attribute.isPresent()) {
                question = question.count("asked " + questions.size(), each.of())
                        .count(
                                "missing " + questions.size(),
                                each.of().and(attribute.get().absent()));
                questions.add(each);
            }
        }
        return reader.views(type).group(where, question).stream()
                .map(group -> gaps(group, questions))
                .sorted()
                .toList();
    }

    private static <V extends View> Gaps gaps(Group group, List<Asked<V>> questions) {
        long all = 0;
        long gone = 0;
        List<Gaps.Gap> gaps = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            Asked<V> each = questions.get(i);
            long missing = group.count("missing " + i);
            all += each.weight() * group.count("asked " + i);
            gone += each.weight() * missing;
            if (missing > 0) {
                gaps.add(new Gaps.Gap(each.field(), missing, each.weight() * missing));
            }
        }
        gaps.sort((one, other) -> Long.compare(other.weight(), one.weight()));
        Object key = group.key();
        return new Gaps(
                key == null ? null : key.toString(),
                group.count("of"),
                Part.of(all - gone, all, List.of()).percent(),
                gaps);
    }
}
