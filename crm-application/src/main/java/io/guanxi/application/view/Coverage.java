package io.guanxi.application.view;

import com.google.common.collect.ImmutableMap;
import io.guanxi.application.view.Grouping.Measure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many views of a group a figure is made of, and how many it leaves out, and why. What the reader may not see is in neither, for
 * nobody may count it.
 *
 * @param used how many it is made of
 * @param filtered for how many the figure's own filter does not hold
 * @param absent how many have no value to be measured
 */
public record Coverage(long used, long filtered, long absent) {

    /** Beside the figures that are asked for. */
    private static final String OF = "coverage: of";

    private static final String MEANT = "coverage: meant ";
    private static final String USED = "coverage: used ";

    /** A group's figures, with the coverage of each by its name. */
    public record Covered(Group group, Map<String, Coverage> coverage) {

        public Covered {
            coverage = ImmutableMap.copyOf(coverage);
        }
    }

    /** As {@link Views#group}, with the coverage of each figure, in the same question. */
    public static <V extends View> List<Covered> of(Views<V> views, Filter<V> filter, Grouping<V> question) {
        Grouping<V> counted = question.count(OF);
        for (int i = 0; i < question.measures().size(); i++) {
            Measure<V> each = question.measures().get(i);
            Ordered<V, ?> attribute = each.attribute();
            counted = counted.count(MEANT + i, each.where())
                    .count(
                            USED + i,
                            attribute == null ? each.where() : each.where().and(attribute.present()));
        }
        return views.group(filter, counted).stream()
                .map(each -> covered(each, question))
                .toList();
    }

    private static <V extends View> Covered covered(Group group, Grouping<V> question) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        Map<String, Coverage> coverage = new LinkedHashMap<>();
        for (int i = 0; i < question.measures().size(); i++) {
            String name = question.measures().get(i).name();
            long meant = group.count(MEANT + i);
            long used = group.count(USED + i);
            figures.put(name, group.figures().get(name));
            coverage.put(name, new Coverage(used, group.count(OF) - meant, meant - used));
        }
        return new Covered(new Group(group.keys(), figures), coverage);
    }
}
