package io.guanxi.application.schema;

import io.guanxi.application.CrmSession;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.CustomFields;
import io.guanxi.application.view.Fields;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much an attribute or a custom field is used: what nobody fills in or asks for is a burden and may be deprecated. Who fills a custom
 * field in, and since when, a {@link FieldReport} tells.
 *
 * @param name as in filters: {@code industry}, {@code custom.region}
 * @param filled how many things have a value
 * @param of how many things there are
 * @param read how many questions asked for it; null if that was not to be told, see {@link #with}
 * @param questions how many questions there were; null as well
 */
public record FieldUsage(
        String name,
        long filled,
        long of,
        @Nullable Long read,
        @Nullable Long questions) {

    /** The part that has a value, 0 to 1; 0 if there is nothing. */
    public double share() {
        return of == 0 ? 0 : (double) filled / of;
    }

    /** The part of the questions that asked for it, 0 to 1; 0 if there were none, or that was not to be told. */
    public double readShare() {
        return read == null || questions == null || questions == 0 ? 0 : (double) read / questions;
    }

    /** The same with what was asked for. */
    public FieldUsage with(FieldReads reads) {
        return new FieldUsage(name, filled, of, reads.asked(name), reads.questions());
    }

    /**
     * Of each attribute and each custom field that the actor may read and that can be asked for, in one question.
     *
     * @param where the things that count
     */
    public static <V extends View> List<FieldUsage> of(CrmSession session, ViewType<V> type, Filter<V> where) {
        Fields<V> fields = session.fields(type);
        List<String> names = new ArrayList<>();
        Grouping<V> question = Grouping.<V>all().count("of");
        for (FieldDescription each : session.describe(type, Locale.ENGLISH)) {
            Optional<Attribute<V, ?>> attribute = each.custom()
                    ? fields.find(each.name().substring(CustomFields.JSON_NAME.length() + 1))
                    : type.attributes().values().stream()
                            .filter(one -> one.field() == null
                                    && ViewType.jsonName(one).equals(each.name()))
                            .findFirst();
            if (attribute.isPresent()) {
                question =
                        question.count("filled " + names.size(), attribute.get().present());
                names.add(each.name());
            }
        }
        List<Group> groups = session.views(type).group(where, question);
        List<FieldUsage> usage = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            usage.add(
                    groups.isEmpty()
                            ? new FieldUsage(names.get(i), 0, 0, null, null)
                            : new FieldUsage(
                                    names.get(i),
                                    groups.get(0).count("filled " + i),
                                    groups.get(0).count("of"),
                                    null,
                                    null));
        }
        return usage;
    }
}
