package io.guanxi.application.internal.engine;

import com.google.common.collect.ImmutableSortedMap;
import io.guanxi.application.spi.Json;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where an event tells of a person, by the very marks that it is sealed by. */
public final class PersonalFields {

    private PersonalFields() {}

    /** Paths in the event's JSON, such as {@code details.name} or {@code preferences[].value}. */
    public static SortedMap<String, Personal.Kind> of(Class<? extends DomainEvent> event) {
        SortedMap<String, Personal.Kind> found = new TreeMap<>();
        add(Marks.of(event, new Json().mapper()), "", found);
        return ImmutableSortedMap.copyOfSorted(found);
    }

    private static void add(Marks marks, String path, SortedMap<String, Personal.Kind> found) {
        if (marks instanceof Marks.Whole whole) {
            found.put(path, whole.kind());
        } else if (marks instanceof Marks.Components components) {
            components.byName().forEach((name, each) -> add(each, path.isEmpty() ? name : path + "." + name, found));
        } else if (marks instanceof Marks.Kinds kinds) {
            kinds.byName().forEach((kind, each) -> add(each, path + "(" + kind + ")", found));
        } else {
            add(marks.element(), path + "[]", found);
        }
    }
}
