package io.guanxi.application.schema;

import com.google.common.collect.ImmutableSortedMap;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Recorded;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.schema.SchemaEvent.FieldsRead;
import io.guanxi.domain.schema.SchemaId;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which fields were asked for, from the events: what nobody asks for is a burden even if it is filled in. Noted where {@code
 * CrmBuilder.noteReads} is on, which says what counts.
 *
 * @param questions how many questions there were
 * @param asked by how many of them each field was asked for, by its name in filters; those of which nobody asked are not there
 */
public record FieldReads(long questions, Map<String, Long> asked) {

    public FieldReads {
        asked = ImmutableSortedMap.copyOf(asked);
    }

    /**
     * Of one kind of views, within some days by the zone of the business.
     *
     * @param feature whose things the views show, such as {@code customer}
     * @param first the first day
     * @param last the last day, it included
     * @throws io.guanxi.domain.kernel.CrmException.Forbidden without the right {@code mayReadHistory}
     */
    public static FieldReads of(CrmSession session, ViewType<?> type, String feature, LocalDate first, LocalDate last) {
        long questions = 0;
        Map<String, Long> asked = new TreeMap<>();
        if (session.views(SchemaView.TYPE).byId(SchemaId.of(feature)).isPresent()) {
            for (Recorded<?> each : session.history(SchemaId.of(feature))) {
                if (each.event() instanceof FieldsRead event
                        && event.view().equals(type.name())
                        && !event.day().isBefore(first)
                        && !event.day().isAfter(last)) {
                    questions += event.questions();
                    event.fields().forEach((name, count) -> asked.merge(name, count, Long::sum));
                }
            }
        }
        return new FieldReads(questions, asked);
    }

    /** By how many questions a field was asked for. */
    public long asked(String name) {
        return asked.getOrDefault(name, 0L);
    }

    /** The part of the questions that asked for a field, 0 to 1; 0 if there were none. */
    public double share(String name) {
        return questions == 0 ? 0 : (double) asked(name) / questions;
    }
}
