package io.guanxi.domain.opportunity;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * What one deal is about, in the order in which it was added. Used by the rules and by the view, so the two cannot disagree.
 *
 * @param all with distinct ids and of one currency, which the rules see to
 */
public record Lines(List<Line> all) {

    public static final Lines NONE = new Lines(List.of());

    public Lines {
        all = ImmutableList.copyOf(all);
    }

    public Lines with(Line added) {
        return new Lines(ImmutableList.<Line>builder().addAll(all).add(added).build());
    }

    public Lines without(String id) {
        return new Lines(all.stream().filter(each -> !each.id().equals(id)).toList());
    }

    public Optional<Line> line(String id) {
        return all.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The exact sum of the rounded values of the lines; absent if there are none. */
    public Optional<Money> total() {
        return all.stream().map(Line::value).reduce(Money::plus);
    }
}
