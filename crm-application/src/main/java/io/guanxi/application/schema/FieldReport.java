package io.guanxi.application.schema;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.guanxi.application.CrmSession;
import io.guanxi.application.FeedPart;
import io.guanxi.application.Meta;
import io.guanxi.application.Recorded;
import io.guanxi.application.view.CustomFields;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.schema.FieldDefinition;
import io.guanxi.domain.schema.FieldsSet;
import io.guanxi.domain.schema.SchemaEvent.FieldDefined;
import io.guanxi.domain.schema.SchemaId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a custom field, from the events: whether it earns its place on forms.
 *
 * @param name as in commands, such as {@code region}
 * @param filled how many things have a value; null where that cannot be asked for
 * @param of how many things there are; null as well
 * @param readers the roles that may read it; empty for everybody. Who does, nothing notes
 * @param writers the roles that may set it; empty for everybody
 * @param definedAt since when there is such a field
 * @param definedBy who has defined it
 * @param deprecated whether it is not offered any more
 * @param set how often somebody has given it a value; what formulas came to is not counted
 * @param cleared how often somebody has taken its value away
 * @param by how often who has done either
 * @param firstSetAt null if nobody has
 * @param lastSetAt null if nobody has
 * @param read how many questions asked for it, see {@link FieldReads}
 * @param questions how many questions there were; 0 where reads are not noted
 */
public record FieldReport(
        String name,
        @Nullable Long filled,
        @Nullable Long of,
        Set<String> readers,
        Set<String> writers,
        @Nullable Instant definedAt,
        @Nullable String definedBy,
        boolean deprecated,
        long set,
        long cleared,
        Map<String, Long> by,
        @Nullable Instant firstSetAt,
        @Nullable Instant lastSetAt,
        long read,
        long questions) {

    private static final int PART = 1_000;

    public FieldReport {
        readers = ImmutableSet.copyOf(readers);
        writers = ImmutableSet.copyOf(writers);
        by = ImmutableMap.copyOf(by);
    }

    /**
     * Of each custom field that the actor may read. The log is read once, from its beginning to its end.
     *
     * @param since the first day whose questions count, by the zone of the business; fills all count
     * @param feature whose things the views show, such as {@code customer}
     * @throws io.guanxi.domain.kernel.CrmException.Forbidden without the right {@code mayReadFeed}
     */
    public static <V extends View> List<FieldReport> of(
            CrmSession session, ViewType<V> type, String feature, LocalDate since) {
        FieldReads reads = FieldReads.of(session, type, feature, since, LocalDate.MAX);
        Map<String, Fills> fills = fills(session, feature);
        Map<String, FieldUsage> usage = FieldUsage.of(session, type, Filter.everything()).stream()
                .collect(Collectors.toMap(FieldUsage::name, Function.identity()));
        Map<String, Meta> defined = defined(session, feature);
        Set<String> readable = session.describe(type, Locale.ENGLISH).stream()
                .map(FieldDescription::name)
                .collect(Collectors.toSet());
        return session.fields(type).definitions().stream()
                .filter(each -> readable.contains(CustomFields.JSON_NAME + "." + each.name()))
                .map(each -> of(
                        each,
                        usage.get(CustomFields.JSON_NAME + "." + each.name()),
                        defined.get(each.name()),
                        fills.getOrDefault(each.name(), new Fills()),
                        reads))
                .toList();
    }

    /** Of each custom field that the actor may read, with all questions that were noted. */
    public static <V extends View> List<FieldReport> of(CrmSession session, ViewType<V> type, String feature) {
        return of(session, type, feature, LocalDate.MIN);
    }

    private static FieldReport of(
            FieldDefinition field, @Nullable FieldUsage usage, @Nullable Meta defined, Fills fills, FieldReads reads) {
        return new FieldReport(
                field.name(),
                usage == null ? null : usage.filled(),
                usage == null ? null : usage.of(),
                field.details().readers(),
                field.details().writers(),
                defined == null ? null : defined.recordedAt(),
                defined == null ? null : defined.actor(),
                field.deprecated(),
                fills.set,
                fills.cleared,
                fills.by,
                fills.first,
                fills.last,
                reads.asked(CustomFields.JSON_NAME + "." + field.name()),
                reads.questions());
    }

    private static Map<String, Meta> defined(CrmSession session, String feature) {
        Map<String, Meta> defined = new HashMap<>();
        if (session.views(SchemaView.TYPE).byId(SchemaId.of(feature)).isPresent()) {
            for (Recorded<?> each : session.history(SchemaId.of(feature))) {
                if (each.event() instanceof FieldDefined event) {
                    defined.putIfAbsent(event.field().name(), each.meta());
                }
            }
        }
        return defined;
    }

    private static Map<String, Fills> fills(CrmSession session, String feature) {
        Map<String, Fills> fills = new HashMap<>();
        FeedPart part;
        String after = null;
        do {
            part = session.feed(after, PART, Set.of(feature));
            after = part.next();
            for (Recorded<?> each : part.events()) {
                if (each.event() instanceof FieldsSet event && event.feature().equals(feature) && !event.computed()) {
                    Stream.concat(event.values().keySet().stream(), event.personal().keySet().stream())
                            .forEach(name -> fills.computeIfAbsent(name, any -> new Fills())
                                    .filled(each.meta()));
                    event.cleared()
                            .forEach(name -> fills.computeIfAbsent(name, any -> new Fills())
                                    .emptied(each.meta()));
                }
            }
        } while (!part.atEnd());
        return fills;
    }

    /** What is counted of one field. */
    private static final class Fills {

        private final Map<String, Long> by = new TreeMap<>();
        private long set;
        private long cleared;
        private @Nullable Instant first;
        private @Nullable Instant last;

        void filled(Meta meta) {
            set++;
            by.merge(meta.actor(), 1L, Long::sum);
            first = first == null || meta.recordedAt().isBefore(first) ? meta.recordedAt() : first;
            last = last == null || meta.recordedAt().isAfter(last) ? meta.recordedAt() : last;
        }

        void emptied(Meta meta) {
            cleared++;
            by.merge(meta.actor(), 1L, Long::sum);
        }
    }
}
