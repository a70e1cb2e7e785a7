package io.guanxi.jdbc;

import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Fields;
import io.guanxi.application.view.Many;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.schema.Definitions;
import io.guanxi.domain.schema.FieldDefinition;
import io.guanxi.domain.schema.FieldDetails;
import io.guanxi.domain.schema.FieldShape;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.FieldValue;
import io.guanxi.domain.schema.FieldValues;
import io.guanxi.domain.schema.Lookup;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A view with an attribute of every type, some of them called like words of SQL. */
public record Sample(
        SampleId id,
        @Nullable String text,
        @Nullable Colour colour,
        @Nullable Long number,
        @Nullable BigDecimal decimal,
        @Nullable Boolean flag,
        @Nullable LocalDate day,
        @Nullable Instant time,
        @Nullable SampleId other,
        Set<String> words,
        FieldValues custom)
        implements View {

    Sample(
            SampleId id,
            @Nullable String text,
            @Nullable Colour colour,
            @Nullable Long number,
            @Nullable BigDecimal decimal,
            @Nullable Boolean flag,
            @Nullable LocalDate day,
            @Nullable Instant time,
            @Nullable SampleId other,
            Set<String> words) {
        this(id, text, colour, number, decimal, flag, day, time, other, words, FieldValues.NONE);
    }

    private Sample withCustom(FieldValues fields) {
        return new Sample(id, text, colour, number, decimal, flag, day, time, other, words, fields);
    }

    public enum Colour {
        RED,
        GREEN
    }

    public record SampleId(UUID value) implements AggregateId {}

    private static final ViewType.Builder<Sample> V = ViewType.of("sample", Sample.class);

    static final Text<Sample> TEXT = V.text("value", Sample::text);
    static final Attribute<Sample, Colour> COLOUR = V.oneOf("group", Colour.class, Sample::colour);
    static final Ordered<Sample, Long> NUMBER = V.integer("order", Sample::number);
    static final Ordered<Sample, BigDecimal> DECIMAL = V.decimal("decimal", Sample::decimal);
    static final Ordered<Sample, Boolean> FLAG = V.flag("user", Sample::flag);
    static final Ordered<Sample, LocalDate> DAY = V.date("date", Sample::day);
    static final Ordered<Sample, Instant> TIME = V.instant("timestamp", Sample::time);
    static final Reference<Sample, SampleId> OTHER = V.reference("references", SampleId.class, Sample::other);
    static final Many<Sample> WORDS = V.texts("table", Sample::words);

    static final ViewType<Sample> TYPE = V.list(COLOUR)
            .by(TEXT)
            .list()
            .by(NUMBER, TEXT)
            .list(OTHER)
            .by(TEXT)
            .customFields(Sample::custom, Sample::withCustom, (sample, meta) -> sample, sample -> {})
            .build();

    private static final List<FieldDefinition> DEFINED = List.of(
            defined("motto", FieldType.TEXT, "text1"),
            defined("seats", FieldType.NUMBER, "number1"),
            defined("budget", FieldType.MONEY, "number3", "text4"),
            defined("gold", FieldType.FLAG, "flag1"),
            defined("born", FieldType.DATE, "date1"),
            defined("seen", FieldType.INSTANT, "instant2"),
            defined("channels", FieldType.CHOICES, "text5"),
            defined("partner", FieldType.REFERENCE, "reference1"));

    /** One of each kind, as a tenant may have defined them. */
    static final Fields<Sample> FIELDS = new Fields<>(TYPE, new Definitions(DEFINED), any -> Optional.of(TYPE));

    private static FieldDefinition defined(String name, FieldType type, String... slots) {
        FieldDetails details = type == FieldType.CHOICES ? FieldDetails.choosing("a") : FieldDetails.PLAIN;
        String target = type == FieldType.REFERENCE ? "sample" : null;
        return new FieldDefinition(
                name, new FieldShape(type, Lookup.FILTER, false, target), details, List.of(slots), false);
    }

    /** With values of some of them. */
    Sample with(Map<String, Object> values) {
        Map<String, FieldValue> stored = new HashMap<>();
        for (FieldDefinition each : DEFINED) {
            Object value = values.get(each.name());
            if (value != null) {
                stored.put(each.name(), new FieldValue(each.shape().type(), each.slots(), value));
            }
        }
        return withCustom(new FieldValues(stored));
    }
}
