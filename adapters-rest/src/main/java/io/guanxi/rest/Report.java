package io.guanxi.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Coverage.Covered;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Grouping.Kind;
import io.guanxi.application.view.Grouping.Measure;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.CrmException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Figures by groups, as asked in a URL: {@code groupBy=owner,revenueCurrency&measure=count&measure=sum(annualRevenue)}. Each
 * {@code measure} is one figure:
 *
 * <pre>
 *  count                                      how many                               called count
 *  sum(employees)  average min max            of a number, or of anything in order   called sumEmployees
 *  sum(custom.seats)                          of a custom field                      called sumCustom_seats
 *  vip:count                                  called vip
 *  vip:count where level==A;dealt==true       only of those for which the filter holds
 * </pre>
 */
final class Report<V extends View> {

    static final int MAX_MEASURES = 20;

    private static final Pattern MEASURE = Pattern.compile("(?:(?<name>[A-Za-z][A-Za-z0-9_]{0,59}):)?"
            + "(?<kind>count|sum|average|min|max)(?:\\((?<attribute>[A-Za-z0-9_.]+)\\))?(?: where (?<where>.+))?");

    private final ViewType<V> type;
    private final FilterReader filters;

    Report(ViewType<V> type, FilterReader filters) {
        this.type = type;
        this.filters = filters;
    }

    /** The question; a count if no measure is given. */
    Grouping<V> read(List<String> groupBy, List<String> measures) {
        if (measures.size() > MAX_MEASURES) {
            throw new CrmException.Invalid("measure", "size", "must have at most " + MAX_MEASURES + " entries");
        }
        List<Attribute<V, ?>> keys = new ArrayList<>();
        groupBy.forEach(name -> keys.add(filters.attribute(type, "groupBy", name)));
        List<Measure<V>> figures = new ArrayList<>();
        Stream<String> asked = measures.isEmpty() ? Stream.of("count") : measures.stream();
        asked.forEach(each -> figures.add(measure(each)));
        return new Grouping<>(keys, figures);
    }

    private Measure<V> measure(String text) {
        Matcher found = MEASURE.matcher(text);
        if (!found.matches()) {
            throw new CrmException.Invalid(
                    "measure", "format", "must be a measure such as count, sum(amount) or vip:count where level==A");
        }
        String kind = found.group("kind");
        String attribute = found.group("attribute");
        String name = found.group("name");
        String where = found.group("where");
        return new Measure<>(
                name == null ? defaultName(kind, attribute) : name,
                Kind.valueOf(Ascii.toUpperCase(kind)),
                attribute == null ? null : ordered(attribute),
                where == null ? Filter.everything() : filters.read(type, "measure", where));
    }

    private static String defaultName(String kind, @Nullable String attribute) {
        if (attribute == null) {
            return kind;
        }
        String plain = attribute.replace('.', '_');
        return kind + Ascii.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }

    private Ordered<V, ?> ordered(String name) {
        if (filters.attribute(type, "measure", name) instanceof Ordered<V, ?> ordered) {
            return ordered;
        }
        throw new CrmException.Invalid("measure", "type", "measures " + name + ", which has no order");
    }

    /** The answer: for each group its keys and its figures, each null where there is none, and of how many views each is made. */
    static <V extends View> ObjectNode answer(Wire wire, Grouping<V> question, List<Covered> groups) {
        ObjectNode answer = wire.object();
        ArrayNode list = answer.putArray("groups");
        for (Covered covered : groups) {
            Group group = covered.group();
            ObjectNode row = list.addObject();
            ObjectNode keys = row.putObject("keys");
            for (int i = 0; i < question.keys().size(); i++) {
                put(
                        wire,
                        keys,
                        ViewType.jsonName(question.keys().get(i)),
                        group.keys().get(i));
            }
            ObjectNode figures = row.putObject("figures");
            group.figures().forEach((name, figure) -> put(wire, figures, name, figure));
            row.set("coverage", wire.tree(covered.coverage()));
        }
        return answer;
    }

    private static void put(Wire wire, ObjectNode node, String name, @Nullable Object value) {
        if (value == null) {
            node.putNull(name);
        } else {
            node.set(name, wire.tree(value instanceof BigDecimal number ? plain(number) : value));
        }
    }

    /** Decimals are stored with 8 places; nobody wants to read the zeros. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
