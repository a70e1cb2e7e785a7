package io.guanxi.jdbc;

import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Many;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
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
        Set<String> words)
        implements View {

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

    static final ViewType<Sample> TYPE =
            V.list(COLOUR).by(TEXT).list().by(NUMBER, TEXT).list(OTHER).by(TEXT).build();
}
