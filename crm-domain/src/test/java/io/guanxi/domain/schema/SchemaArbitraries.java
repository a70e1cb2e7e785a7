package io.guanxi.domain.schema;

import io.guanxi.domain.schema.SchemaCommand.ChangeField;
import io.guanxi.domain.schema.SchemaCommand.DefineField;
import io.guanxi.domain.schema.SchemaCommand.DeprecateField;
import io.guanxi.domain.schema.SchemaCommand.ListChoices;
import io.guanxi.domain.schema.SchemaCommand.NoteReads;
import io.guanxi.domain.schema.SchemaCommand.Open;
import io.guanxi.domain.schema.SchemaCommand.ReviveField;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Commands about one schema, drawn from a small world so that they meet. For tests of every module. */
public final class SchemaArbitraries {

    public static final SchemaId CUSTOMER = SchemaId.of("customer");

    private SchemaArbitraries() {}

    /** Begun with the first, so that most are about a list that is there. */
    public static Arbitrary<List<SchemaCommand>> commands() {
        return command().list().ofMaxSize(25).map(all -> {
            List<SchemaCommand> commands = new java.util.ArrayList<>(all);
            commands.add(commands.isEmpty() ? 0 : 1, Open.of("customer"));
            return commands;
        });
    }

    private static Arbitrary<SchemaCommand> command() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Open.of("customer"))),
                Tuple.of(
                        6,
                        Combinators.combine(names(), shapes(), details())
                                .as((name, shape, details) -> new DefineField(CUSTOMER, name, shape, details))),
                Tuple.of(
                        3,
                        Combinators.combine(names(), details())
                                .as((name, details) -> new ChangeField(CUSTOMER, name, details))),
                Tuple.of(
                        1,
                        Arbitraries.of(List.<Choice>of(), List.of(Choice.of("gold")))
                                .map(choices -> new ListChoices(CUSTOMER, "level", choices))),
                Tuple.of(
                        1,
                        names().map(name -> new NoteReads(
                                CUSTOMER, "customer", LocalDate.of(2026, 3, 1), 5, Map.of("custom." + name, 2L)))),
                Tuple.of(1, names().map(name -> new DeprecateField(CUSTOMER, name))),
                Tuple.of(1, names().map(name -> new ReviveField(CUSTOMER, name))));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "c", "d", "e", "f", "g", "h");
    }

    private static Arbitrary<FieldShape> shapes() {
        return Combinators.combine(
                        Arbitraries.of(FieldType.TEXT, FieldType.NUMBER, FieldType.MONEY, FieldType.CHOICE),
                        Arbitraries.of(Lookup.class),
                        Arbitraries.of(true, false))
                .as((type, lookup, personal) -> new FieldShape(type, lookup, personal, null));
    }

    private static Arbitrary<FieldDetails> details() {
        return Arbitraries.of(
                FieldDetails.PLAIN,
                FieldDetails.PLAIN.withRequired(true).withLabels(Map.of("en", "A", "zh-CN", "甲")),
                FieldDetails.PLAIN.withMin(BigDecimal.ONE).withMax(BigDecimal.TEN),
                FieldDetails.PLAIN.withMaxLength(10).withPattern("[a-z]*").withInitial("abc"),
                FieldDetails.PLAIN.withReaders(Set.of("lead")).withRequiredIn(Set.of("proposal")),
                FieldDetails.PLAIN.withFormula("1.0"),
                FieldDetails.choosing("north"),
                FieldDetails.choosing("north", "south"));
    }
}
