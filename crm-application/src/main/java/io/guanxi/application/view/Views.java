package io.guanxi.application.view;

import io.guanxi.domain.kernel.AggregateId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Asks for views of one type, on behalf of one actor: what lies outside the actor's scope is not there, for counts, groups and
 * related views too.
 */
public interface Views<V extends View> {

    /** More are not found by what is typed. */
    int MAX_FOUND = 100;

    Optional<V> byId(AggregateId id);

    /** As {@link #byId}, with the version for a later expected version. */
    Optional<Versioned<V>> versioned(AggregateId id);

    /** As {@link #byId}, of many at once, in no order: those that there are. */
    List<V> byIds(Collection<? extends AggregateId> ids);

    /** One page of those for which the filter holds. */
    Page<V> find(Filter<V> filter, PageRequest<V> page);

    /**
     * Shows each of those for which the filter holds, by id, reading page after page: for reports and exports, not for screens.
     * What changes meanwhile may be seen before or after its change, but nothing is seen twice.
     */
    default void forEach(Filter<V> filter, Consumer<V> reader) {
        PageRequest<V> request = PageRequest.first(PageRequest.MAX_LIMIT).byId();
        Page<V> page = find(filter, request);
        page.views().forEach(reader);
        while (page.next() != null) {
            page = find(filter, request.after(page.next()));
            page.views().forEach(reader);
        }
    }

    long count(Filter<V> filter);

    /** Figures over those for which the filter holds; groups come in the order of their keys, absent keys last. */
    List<Group> group(Filter<V> filter, Grouping<V> grouping);

    /**
     * Finds while it is typed: those that have each of the words, by its beginning, written or read (pinyin, in full or by initials),
     * telephone numbers by their last digits, from four on. First those that have most of them as whole words, then by name and id.
     * Of a word with which more than {@link io.guanxi.application.lookup.Sought#PLACES} begin, only so many are looked at: more is to be
     * typed then. What the actor sees masked finds nothing.
     *
     * @param typed 1 to 100 characters, at most 8 words
     * @param limit 1 to {@value #MAX_FOUND}
     * @throws io.guanxi.domain.kernel.CrmException.Invalid if there is nothing to look for, or nothing is kept to look these up by: see
     *     {@code CrmBuilder.lookup}
     */
    Page<V> lookup(String typed, Filter<V> filter, int limit);

    /** As {@link #lookup(String, Filter, int)}, among all. */
    default Page<V> lookup(String typed, int limit) {
        return lookup(typed, Filter.everything(), limit);
    }

    /**
     * Who has something of each of these texts, all asked at once: by each text, those whom one of its words leads to, or all of them
     * written as one; by those with which more than so many places begin, only who has them as a whole word, and by common words nobody.
     * In no order. A text that leads to nobody because a word is too common, or that has neither a letter nor a digit, is not among the
     * keys. How common a word is counts all that there are, those outside of the actor's scope too.
     *
     * @param most from how many on a word is too common to tell anything, at least 1
     * @throws io.guanxi.domain.kernel.CrmException.Invalid if nothing is kept to look these up by: see {@code CrmBuilder.lookup}
     */
    Map<String, List<V>> lookupAny(Collection<String> texts, int most);

    /**
     * Says which fields a screen shows of what these views answer, by their names in filters ({@code industry}, {@code custom.region}), so
     * that they count as asked for where reads are noted, see {@code CrmBuilder.noteReads}; names that nothing is called by are left out. It
     * changes no answer.
     */
    default Views<V> showing(Set<String> fields) {
        return this;
    }

    /** Reads, with each page, the views of these types that it refers to: one query for each type, whatever the page's size. */
    Views<V> with(ViewType<?>... related);
}
