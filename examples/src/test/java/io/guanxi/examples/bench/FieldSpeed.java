package io.guanxi.examples.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.view.Fields;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Sort;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.schema.Definitions;
import io.guanxi.domain.schema.FieldDefinition;
import io.guanxi.domain.schema.FieldDetails;
import io.guanxi.domain.schema.FieldShape;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.FieldValue;
import io.guanxi.domain.schema.FieldValues;
import io.guanxi.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What custom fields cost and how fast they are: views of 20 attributes and five indexes are written without the spare columns, with
 * them empty, and with five fields in them; then pages are asked for by built-in attributes and by fields of the same values. Prints
 * rows a second and medians in milliseconds. {@code -Dbenchmarks.rows=1000000} says how many, 200,000 if not given.
 */
public final class FieldSpeed {

    private static final TenantId TENANT = TenantId.MAIN;
    private static final int BATCH = 500;
    private static final int ROUNDS = 21;

    private FieldSpeed() {}

    record RowId(UUID value) implements AggregateId {}

    record Row(RowId id, int number, FieldValues custom) implements View {

        private static final ViewType<Row> PLAIN = type("plain", false);
        private static final ViewType<Row> EMPTY = type("empty", true);
        private static final ViewType<Row> FILLED = type("filled", true);

        private static ViewType<Row> type(String name, boolean fields) {
            ViewType.Builder<Row> builder = ViewType.of(name, Row.class);
            List<Ordered<Row, ?>> indexed = new ArrayList<>();
            for (int i = 0; i < 14; i++) {
                int number = i;
                Ordered<Row, String> text = builder.text("text" + i, row -> text(row.number(), number));
                if (i < 4) {
                    indexed.add(text);
                }
            }
            for (int i = 0; i < 6; i++) {
                int number = i;
                Ordered<Row, BigDecimal> amount = builder.decimal(
                        "amount" + i, row -> amount(row.number()).add(BigDecimal.valueOf(number)));
                if (i < 1) {
                    indexed.add(amount);
                }
            }
            indexed.forEach(each -> builder.list().by(each));
            if (fields) {
                builder.customFields(Row::custom, Row::with, (row, meta) -> row);
            }
            return builder.build();
        }

        private Row with(FieldValues fields) {
            return new Row(id, number, fields);
        }

        private static String text(int number, int column) {
            return "Text " + number * 7919L % 1_000_003 + " of " + column;
        }

        private static BigDecimal amount(int number) {
            return BigDecimal.valueOf(number * 6271L % 1_000_003, 2);
        }
    }

    private static final List<FieldDefinition> DEFINED = List.of(
            defined("motto", FieldType.TEXT, "text1"),
            defined("seats", FieldType.NUMBER, "number1"),
            defined("region", FieldType.TEXT, "text4"),
            defined("margin", FieldType.NUMBER, "number3"),
            defined("gold", FieldType.FLAG, "flag1"));

    private static FieldDefinition defined(String name, FieldType type, String slot) {
        return new FieldDefinition(name, FieldShape.of(type), FieldDetails.PLAIN, List.of(slot), false);
    }

    private static FieldValues values(int number) {
        Map<String, Object> raw = Map.of(
                "motto", Row.text(number, 0),
                "seats", Row.amount(number),
                "region", "region " + number % 50,
                "margin", Row.amount(number),
                "gold", number % 2 == 0);
        return new FieldValues(DEFINED.stream()
                .collect(java.util.stream.Collectors.toMap(
                        FieldDefinition::name,
                        each -> new FieldValue(
                                each.shape().type(), each.slots(), Objects.requireNonNull(raw.get(each.name()))))));
    }

    public static void main(String[] args) throws Exception {
        int rows = Integer.getInteger("benchmarks.rows", 200_000);
        for (String database : args.length == 0 ? List.of("h2", "postgresql") : List.of(args)) {
            EmbeddedPostgres postgres = database.equals("h2") ? null : WritePath.startPostgres();
            Path folder = Files.createTempDirectory("guanxi-bench");
            try (HikariDataSource source = WritePath.pool(postgres, folder)) {
                JdbcStorage storage = JdbcStorage.on(source).createTables();
                storage.open(List.of(Row.PLAIN, Row.EMPTY, Row.FILLED), new Json(), finished -> {});
                write(database, storage, rows);
                ask(database, storage, rows);
                storage.close();
            }
            if (postgres != null) {
                postgres.close();
            }
        }
    }

    /** The three in turns, so that whatever else the machine does meets all of them. */
    private static void write(String database, JdbcStorage storage, int rows) {
        Map<ViewType<Row>, Long> nanos = new java.util.LinkedHashMap<>();
        for (int from = 0; from < rows; from += BATCH) {
            for (ViewType<Row> type : List.of(Row.PLAIN, Row.EMPTY, Row.FILLED)) {
                List<Versioned<Row>> batch = new ArrayList<>();
                for (int i = from; i < from + BATCH; i++) {
                    FieldValues fields = type == Row.FILLED ? values(i) : FieldValues.NONE;
                    batch.add(new Versioned<>(new Row(new RowId(new UUID(i * 31L, i)), i, fields), 1));
                }
                long begin = System.nanoTime();
                storage.transactions()
                        .executeInTransaction(() -> storage.views().put(type, TENANT, batch));
                if (from >= rows / 10) {
                    nanos.merge(type, System.nanoTime() - begin, Long::sum);
                }
            }
        }
        double plain = nanos.getOrDefault(Row.PLAIN, 1L);
        nanos.forEach((type, each) -> System.out.printf(
                Locale.ROOT,
                "%-12s rows a second, %-10s %10.0f %8.2f%n",
                database,
                type,
                (rows - rows / 10) * 1e9 / each,
                plain / each));
    }

    private static void ask(String database, JdbcStorage storage, int rows) {
        Fields<Row> fields = new Fields<>(Row.FILLED, new Definitions(DEFINED), any -> Optional.empty());
        Ordered<Row, ?> text = ordered("text0");
        Ordered<Row, ?> number = ordered("amount0");
        Ordered<Row, ?> unindexed = ordered("amount1");
        tell(database, "page by an indexed attribute", each -> from(storage, text, Row.text(each, 0)));
        tell(database, "page by an indexed field", each -> from(storage, fields.text("motto"), Row.text(each, 0)));
        tell(database, "page by an indexed number", each -> from(storage, number, Row.amount(each)));
        tell(
                database,
                "page by an indexed number field",
                each -> from(storage, fields.number("seats"), Row.amount(each)));
        tell(
                database,
                "few of " + rows + " by a field, sorted",
                each -> page(storage, fields.text("motto").is(Row.text(each, 0)), fields.number("margin")));
        tell(database, "page by an unindexed attribute", each -> from(storage, unindexed, Row.amount(each)));
        tell(database, "page by an unindexed field", each -> from(storage, fields.number("margin"), Row.amount(each)));
        tell(
                database,
                "count by an unindexed field",
                each -> storage.views()
                        .count(Row.FILLED, TENANT, fields.text("region").is("region " + each % 50)));
        tell(
                database,
                "group by an unindexed field",
                each -> storage.views()
                        .group(
                                Row.FILLED,
                                TENANT,
                                fields.number("margin").moreThan(BigDecimal.valueOf(each % 100)),
                                Grouping.<Row>by(fields.text("region")).count("count")));
    }

    private static Ordered<Row, ?> ordered(String name) {
        return (Ordered<Row, ?>) Row.FILLED.attribute(name).orElseThrow();
    }

    private static Object from(JdbcStorage storage, Ordered<Row, ?> attribute, Object least) {
        return page(
                storage,
                new Filter.Comparison<>(attribute, Filter.Operator.AT_LEAST, attribute.parse(least.toString())),
                attribute);
    }

    private static Object page(JdbcStorage storage, Filter<Row> filter, Ordered<Row, ?> by) {
        return storage.views()
                .find(Row.FILLED, new ViewSource.Query<>(TENANT, filter, List.of(new Sort<>(by, false)), null, 20));
    }

    private static void tell(String database, String what, Function<Integer, Object> question) {
        double[] millis = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            Objects.requireNonNull(question.apply(1_000 + round * 97));
            millis[round] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "%-12s %-40s %10.2f ms%n", database, what, millis[ROUNDS / 2]);
    }
}
