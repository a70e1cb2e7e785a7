package io.guanxi.jdbc;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.AttributeType;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.StandIns;
import io.guanxi.application.view.Total;
import io.guanxi.application.view.View;
import io.guanxi.domain.kernel.TenantId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Turns a filter into a condition: the one visitor, and the only class that knows jOOQ. Conditions are rendered here and run by
 * {@link Sql}, so jOOQ neither executes nor logs anything.
 *
 * <p>A comparison with an absent value is unknown in SQL and false in the library. The difference shows under a negation only, so
 * that is where unknown is made false.
 */
final class Conditions {

    /** From so many values on, a list is handed over as an array where that is possible: statements have a limit of parameters. */
    private static final int LONG_LIST = 1_000;

    private final Dialect dialect;
    private final JdbcEditions editions;
    private final DSLContext jooq;

    Conditions(Dialect dialect, JdbcEditions editions) {
        this.dialect = dialect;
        this.editions = editions;
        jooq = Silence.during(() -> {
            DefaultConfiguration configuration = new DefaultConfiguration();
            configuration.setSQLDialect(dialect.jooq());
            DSLContext context = configuration.dsl();
            // The first statement greets whoever reads the log, so let it be this one.
            context.render(selectOne());
            return context;
        });
    }

    /**
     * The condition for the rows of a table called {@code v}.
     *
     * @param only the tenant whose rows are asked about; null for those of all
     */
    <V extends View> SqlText of(ViewTable<V> viewTable, Filter<V> filter, @Nullable TenantId only) {
        Condition condition = new Alias<>(viewTable, 0, only).of(filter);
        return new SqlText(jooq.render(condition)).bindAll(jooq.extractBindValues(condition));
    }

    /** One table inside a condition: the one asked about, or one that is asked inside it. */
    private final class Alias<V extends View> {

        private final ViewTable<V> viewTable;
        private final int depth;
        private final @Nullable TenantId only;

        Alias(ViewTable<V> viewTable, int depth, @Nullable TenantId only) {
            this.viewTable = viewTable;
            this.depth = depth;
            this.only = only;
        }

        private String name() {
            return depth == 0 ? "v" : "v" + depth;
        }

        Condition of(Filter<V> filter) {
            // Java 17 has no exhaustive pattern switch; the last branch is the one that a new kind of filter falls
            // into.
            if (filter instanceof Filter.Comparison<V> it) {
                return compare(it);
            }
            if (filter instanceof Filter.OneOf<V> it) {
                return oneOf(it);
            }
            if (filter instanceof Filter.Absent<V> it) {
                return column(it.attribute()).isNull();
            }
            if (filter instanceof Filter.StartsWith<V> it) {
                return startsWith(text(it.attribute()), it.prefix());
            }
            if (filter instanceof Filter.Contains<V> it) {
                return contains(text(it.attribute()), it.part());
            }
            if (filter instanceof Filter.Has<V> it) {
                return contains(text(it.attribute()), Columns.between(it.value()));
            }
            if (filter instanceof Filter.All<V> it) {
                return DSL.and(it.filters().stream().map(this::of).toList());
            }
            if (filter instanceof Filter.Any<V> it) {
                return DSL.or(it.filters().stream().map(this::of).toList());
            }
            if (filter instanceof Filter.Not<V> it) {
                return not(condition(coalesce(field(of(it.filter())), inline(false))));
            }
            return related((Filter.Related<V, ?>) filter);
        }

        private Condition compare(Filter.Comparison<V> it) {
            Object value = Objects.requireNonNull(Columns.written(it.value()));
            if (!dialect.canHold(value)) {
                return falseCondition();
            }
            Field<Object> column = column(it.attribute());
            return switch (it.operator()) {
                case EQUAL -> column.eq(value);
                case LESS -> column.lt(value);
                case AT_MOST -> column.le(value);
                case MORE -> column.gt(value);
                case AT_LEAST -> column.ge(value);
            };
        }

        private Condition oneOf(Filter.OneOf<V> it) {
            List<Object> values = it.values().stream()
                    .map(each -> Objects.requireNonNull(Columns.written(each)))
                    .filter(dialect::canHold)
                    .toList();
            if (values.isEmpty()) {
                return falseCondition();
            }
            if (dialect.listsInPairs() && only != null) {
                return DSL.row(tenant(), column(it.attribute()))
                        .in(values.stream()
                                .map(each -> DSL.row(only.value(), each))
                                .toList());
            }
            return values.size() < LONG_LIST
                            || !dialect.comparesWithArrays(it.attribute().type())
                    ? column(it.attribute()).in(values)
                    : column(it.attribute())
                            .eq(DSL.any(values.toArray(empty(it.attribute().type()))));
        }

        /** A range rather than a pattern: no character has a meaning in it, and an index serves it. */
        private Condition startsWith(Field<String> column, String prefix) {
            if (prefix.isEmpty()) {
                return column.isNotNull();
            }
            if (!dialect.canHold(prefix)) {
                return falseCondition();
            }
            String end = dialect.behindAllWith(prefix);
            Condition from = column.ge(prefix);
            return end == null ? from : from.and(column.lt(end));
        }

        private Condition contains(Field<String> column, String part) {
            if (part.isEmpty()) {
                return column.isNotNull();
            }
            return dialect.canHold(part) ? position(column, val(part)).gt(inline(0)) : falseCondition();
        }

        /**
         * The inner question does not speak of the outer row, so it is answered once and not for each row: a correlated
         * {@code exists} takes minutes where a database misjudges which index to use for it.
         */
        private <W extends View> Condition related(Filter.Related<V, W> it) {
            StandIns<?> through = it.through();
            if (through == null || it.here().isIdentity()) {
                return in(it.here(), through == null ? asked(it) : asked(it, through));
            }
            return in(it.here(), asked(it, through).unionAll(stoodInFor(through, it)));
        }

        private Condition in(Attribute<V, ?> here, Select<?> asked) {
            return only == null
                    // as a template, for jOOQ would make a correlated exists of it
                    ? condition("({0}, {1}) in ({2})", tenant(), column(here), asked)
                    : condition("{0} in ({1})", column(here), asked);
        }

        /**
         * The identities that are referred to. The inner question does not speak of the outer row, so it is answered once and not for
         * each row: a correlated {@code exists} takes minutes where a database misjudges which index to use for it.
         */
        private <W extends View> Select<Record> asked(Filter.Related<V, W> it) {
            Alias<W> other = new Alias<>(editions.read(it.type()), depth + 1, only);
            Field<Object> there = other.column(it.there());
            return other.enough(other.of(it.filter(), there, other.from()), it.enough(), there);
        }

        /** The same, with those who stand in for them instead. Who is stood in for is asked for by nobody's name but that one's. */
        private <W extends View, M extends View> Select<Record> asked(Filter.Related<V, W> it, StandIns<M> through) {
            Alias<W> other = new Alias<>(editions.read(it.type()), depth + 1, only);
            Alias<M> names = new Alias<>(editions.read(through.type()), depth + 2, only);
            Field<Object> there = other.column(it.there());
            Field<Object> standIn = names.column(through.standIn());
            Table<?> from = other.from()
                    .leftJoin(names.from())
                    .on(names.tenant()
                            .eq(other.tenant())
                            .and(names.column(through.type().id()).eq(there)));
            if (it.there().isIdentity()) {
                return other.enough(other.of(it.filter(), there, from).and(standIn.isNull()), it.enough(), there);
            }
            Field<Object> meant = coalesce(standIn, there);
            return other.enough(other.of(it.filter(), meant, from), it.enough(), meant);
        }

        /** Those who are stood in for by one that is asked for. */
        private <W extends View, M extends View> Select<Record> stoodInFor(
                StandIns<M> through, Filter.Related<V, W> it) {
            Alias<M> names = new Alias<>(editions.read(through.type()), depth + 1, only);
            Select<Record> standIns = new Alias<>(viewTable, depth + 1, only).asked(it, through);
            return names.of(Filter.everything(), names.column(through.type().id()), names.from())
                    .and(names.in(through.standIn(), standIns));
        }

        private Table<?> from() {
            return table(viewTable.table() + " " + name());
        }

        /** What of each row for which the filter holds, in pairs with the tenant if those of all are asked about. */
        private SelectConditionStep<Record> of(Filter<V> filter, Field<Object> what, Table<?> from) {
            Condition where = what.isNotNull().and(of(filter)).and(unrepeated());
            return only == null
                    ? select(List.of(tenant(), what)).from(from).where(where)
                    : select(List.of(what))
                            .from(from)
                            .where(tenant().eq(only.value()))
                            .and(where);
        }

        private Select<Record> enough(SelectConditionStep<Record> all, Total<V> enough, Field<Object> what) {
            if (enough.isAny()) {
                return all;
            }
            Field<BigDecimal> total = enough.summed() == null
                    ? count().cast(SQLDataType.NUMERIC)
                    : sum(column(enough.summed()).coerce(SQLDataType.NUMERIC));
            return all.groupBy(only == null ? List.of(tenant(), what) : List.of(what))
                    .having(enough.more() ? total.gt(enough.limit()) : total.ge(enough.limit()));
        }

        private Field<String> tenant() {
            return field(name() + "." + viewTable.column("tenant"), SQLDataType.VARCHAR);
        }

        private Field<String> text(Attribute<V, ?> attribute) {
            return field(name() + "." + viewTable.column(attribute), SQLDataType.VARCHAR);
        }

        @SuppressWarnings("unchecked") // the values compared with it are stored values of the attribute
        private Field<Object> column(Attribute<?, ?> attribute) {
            return (Field<Object>) field(name() + "." + viewTable.column(attribute), dataType(attribute.type()));
        }
    }

    private Condition unrepeated() {
        return dialect == Dialects.H2 ? val(System.nanoTime()).isNotNull() : trueCondition();
    }

    private static DataType<?> dataType(AttributeType type) {
        return switch (type) {
            case TEXT, TEXTS -> SQLDataType.VARCHAR;
            case INTEGER -> SQLDataType.BIGINT;
            case DECIMAL -> SQLDataType.NUMERIC;
            case BOOLEAN -> SQLDataType.BOOLEAN;
            case DATE -> SQLDataType.LOCALDATE;
            case INSTANT -> SQLDataType.INSTANT;
            case REFERENCE -> SQLDataType.UUID;
        };
    }

    private static Object[] empty(AttributeType type) {
        return (Object[]) java.lang.reflect.Array.newInstance(dataType(type).getType(), 0);
    }
}
