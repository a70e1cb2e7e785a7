package io.guanxi.application.internal.engine;

import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.CustomFields;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.kernel.AggregateId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Views whose questions are counted by the fields that they name. One that was refused is not counted, nor is a further page, which is a
 * part of the same question; nor a thing by its id, unless it was said what is shown of it.
 *
 * @param known of the names that somebody says he shows, those that there are
 * @param shown what is shown of each answer, as far as somebody has said so
 */
record NotedViews<V extends View>(
        Views<V> views,
        ViewType<V> type,
        Consumer<Collection<String>> note,
        UnaryOperator<Set<String>> known,
        Set<String> shown)
        implements Views<V> {

    @Override
    public Optional<V> byId(AggregateId id) {
        return versioned(id).map(Versioned::view);
    }

    @Override
    public Optional<Versioned<V>> versioned(AggregateId id) {
        Optional<Versioned<V>> found = views.versioned(id);
        if (found.isPresent() && !shown.isEmpty()) {
            note.accept(shown);
        }
        return found;
    }

    @Override
    public List<V> byIds(Collection<? extends AggregateId> ids) {
        List<V> found = views.byIds(ids);
        if (!found.isEmpty() && !shown.isEmpty()) {
            note.accept(shown);
        }
        return found;
    }

    @Override
    public Page<V> find(Filter<V> filter, PageRequest<V> page) {
        Page<V> found = views.find(filter, page);
        if (page.cursor() == null) {
            Set<String> names = new HashSet<>(shown);
            add(filter, names);
            page.sorts().forEach(each -> add(each.attribute(), names));
            note.accept(names);
        }
        return found;
    }

    @Override
    public long count(Filter<V> filter) {
        long count = views.count(filter);
        Set<String> names = new HashSet<>();
        add(filter, names);
        note.accept(names);
        return count;
    }

    @Override
    public List<Group> group(Filter<V> filter, Grouping<V> grouping) {
        List<Group> groups = views.group(filter, grouping);
        Set<String> names = new HashSet<>();
        add(filter, names);
        grouping.keys().forEach(each -> add(each, names));
        for (Grouping.Measure<V> each : grouping.measures()) {
            add(each.attribute(), names);
            add(each.where(), names);
        }
        note.accept(names);
        return groups;
    }

    @Override
    public Page<V> lookup(String typed, Filter<V> filter, int limit) {
        Page<V> found = views.lookup(typed, filter, limit);
        noteLookedUp(filter);
        return found;
    }

    @Override
    public Map<String, List<V>> lookupAny(Collection<String> texts, int most) {
        Map<String, List<V>> found = views.lookupAny(texts, most);
        noteLookedUp(Filter.everything());
        return found;
    }

    private void noteLookedUp(Filter<V> filter) {
        Set<String> names = new HashSet<>(shown);
        add(filter, names);
        type.lookedUpBy().forEach(each -> add(each, names));
        note.accept(names);
    }

    @Override
    public Views<V> with(ViewType<?>... related) {
        return new NotedViews<>(views.with(related), type, note, known, shown);
    }

    @Override
    public Views<V> showing(Set<String> fields) {
        return new NotedViews<>(views, type, note, known, known.apply(fields));
    }

    /** Who asks whether a field has a value does not ask what it is: that is what the report of fields itself asks. */
    private static <V extends View> void add(Filter<V> filter, Set<String> names) {
        if (filter instanceof Filter.All<V> it) {
            it.filters().forEach(each -> add(each, names));
        } else if (filter instanceof Filter.Any<V> it) {
            it.filters().forEach(each -> add(each, names));
        } else if (filter instanceof Filter.Not<V> it) {
            add(it.filter(), names);
        } else if (filter instanceof Filter.Comparison<V> it) {
            add(it.attribute(), names);
        } else if (filter instanceof Filter.OneOf<V> it) {
            add(it.attribute(), names);
        } else if (filter instanceof Filter.StartsWith<V> it) {
            add(it.attribute(), names);
        } else if (filter instanceof Filter.Contains<V> it) {
            add(it.attribute(), names);
        } else if (filter instanceof Filter.Has<V> it) {
            add(it.attribute(), names);
        } else if (filter instanceof Filter.Related<V, ?> it) {
            add(it.here(), names);
        }
    }

    /** Of a field of several parts, such as an amount and its currency, the field. */
    private static void add(@Nullable Attribute<?, ?> attribute, Set<String> names) {
        if (attribute != null) {
            names.add(nameOf(attribute));
        }
    }

    static String nameOf(Attribute<?, ?> attribute) {
        String field = attribute.field();
        return field == null
                ? ViewType.jsonName(attribute)
                : CustomFields.JSON_NAME + "." + field.replaceFirst("\\..*$", "");
    }
}
