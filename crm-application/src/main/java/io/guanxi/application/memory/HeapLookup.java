package io.guanxi.application.memory;

import io.guanxi.application.lookup.Sought;
import io.guanxi.application.lookup.Terms;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds as one types. Terms are not kept but found out anew each time: this is for tests and trials. */
final class HeapLookup {

    private HeapLookup() {}

    static <V extends View> List<Versioned<V>> in(
            ViewType<V> type,
            List<Versioned<V>> rows,
            Sought sought,
            Filter<V> filter,
            Filter.Lookup related,
            int limit) {
        Attribute<V, ?> name = type.lookedUpBy().get(0);
        List<Named<V>> all = rows.stream()
                .map(each -> new Named<>(each, Terms.of(type, each.view())))
                .toList();
        Sought.Token rarest = rarest(sought, all);
        Sought others = sought.without(rarest);
        Map<Named<V>, Boolean> found = new HashMap<>();
        for (String start : rarest.starts()) {
            places(start, sought, all)
                    .limit(sought.places(filter))
                    .forEach(each -> found.merge(each.of(), each.term().equals(start), (one, other) -> one || other));
        }
        return found.keySet().stream()
                .filter(each -> others.isIn(each.terms().written())
                        && filter.test(each.row().view(), related))
                .sorted(Comparator.<Named<V>>comparingInt(
                                each -> -others.wholeIn(each.terms().written())
                                        - (Boolean.TRUE.equals(found.get(each)) ? 1 : 0))
                        .thenComparing((one, other) -> sought.named()
                                ? Heap.compare(
                                        name.valueOf(one.row().view()),
                                        name.valueOf(other.row().view()))
                                : 0)
                        .thenComparing((one, other) -> Heap.compare(one.id(), other.id())))
                .map(Named::row)
                .limit(limit)
                .toList();
    }

    /** As {@link io.guanxi.application.spi.ViewStore#places}. */
    static <V extends View> Map<String, Set<UUID>> places(
            ViewType<V> type, List<Versioned<V>> rows, Sought sought, int most) {
        List<Named<V>> all = rows.stream()
                .map(each -> new Named<>(each, Terms.of(type, each.view())))
                .toList();
        Map<String, Set<UUID>> result = new HashMap<>();
        for (String start : sought.starts()) {
            List<Place<V>> places = places(start, sought, all).limit(most + 1L).toList();
            Sought.fewOf(places, each -> each.term().equals(start), most)
                    .ifPresent(few -> result.put(
                            start, few.stream().map(each -> each.of().id()).collect(Collectors.toSet())));
        }
        return result;
    }

    /** The token with the fewest places. */
    private static <V extends View> Sought.Token rarest(Sought sought, List<Named<V>> all) {
        return sought.tokens().stream()
                .min(Comparator.comparingLong(token -> token.starts().stream()
                        .mapToLong(start ->
                                places(start, sought, all).limit(Sought.PLACES).count())
                        .sum()))
                .orElseThrow();
    }

    private static <V extends View> Stream<Place<V>> places(String start, Sought sought, List<Named<V>> all) {
        return all.stream()
                .flatMap(each -> each.terms().parts().tailMap(start).entrySet().stream()
                        .takeWhile(term -> term.getKey().startsWith(start))
                        .filter(term -> term.getValue()
                                .chars()
                                .anyMatch(part -> sought.letters().indexOf(part) >= 0))
                        .map(term -> new Place<>(term.getKey(), each)))
                .sorted(Comparator.<Place<V>, String>comparing(Place::term)
                        .thenComparing((one, other) ->
                                Heap.compare(one.of().id(), other.of().id())));
    }

    private record Named<V extends View>(Versioned<V> row, Terms terms) {
        UUID id() {
            return row.view().id().value();
        }
    }

    private record Place<V extends View>(String term, Named<V> of) {}
}
