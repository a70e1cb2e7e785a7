package io.guanxi.application.schema;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.schema.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Formulas in the Common Expression Language (https://cel.dev). Numbers are doubles there, so {@code custom.seats * 12.0}, and results
 * are rounded to eight decimals; days are instants at midnight in UTC.
 */
final class CelFormulas implements Formulas {

    private static final int DECIMALS = 8;

    /** Loaded with the first formula: most hosts have none. */
    private static final class Language {

        private static final CelOptions OPTIONS = CelOptions.current()
                .enableHeterogeneousNumericComparisons(true)
                .comprehensionMaxIterations(10_000)
                .build();
        private static final CelRuntime RUNTIME =
                CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
    }

    @Override
    public Formula read(String formula, FieldType result, Map<String, FieldType> names) {
        CelCompilerBuilder compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(Language.OPTIONS)
                .setResultType(type(result));
        names.forEach((name, type) -> compiler.addVar(name, type(type)));
        try {
            CelAbstractSyntaxTree tree = compiler.build().compile(formula).getAst();
            ImmutableSet<String> named = tree.getReferenceMap().values().stream()
                    .map(CelReference::name)
                    .filter(names::containsKey)
                    .collect(ImmutableSet.toImmutableSet());
            return new Read(Language.RUNTIME.createProgram(tree), result, named);
        } catch (CelValidationException | CelEvaluationException wrong) {
            String text = String.valueOf(wrong.getMessage())
                    .replaceFirst("(?s)\n.*", "")
                    .replaceFirst("^ERROR: ", "");
            throw new CrmException.Invalid("formula", "formula", "must be a formula: " + text);
        }
    }

    private static CelType type(FieldType type) {
        return switch (type) {
            case TEXT, CHOICE, REFERENCE -> SimpleType.STRING;
            case NUMBER, MONEY -> SimpleType.DOUBLE;
            case DATE, INSTANT -> SimpleType.TIMESTAMP;
            case FLAG -> SimpleType.BOOL;
            case CHOICES -> ListType.create(SimpleType.STRING);
        };
    }

    private record Read(CelRuntime.Program program, FieldType result, Set<String> names) implements Formula {

        @Override
        public @Nullable Object of(Map<String, Object> values) {
            Map<String, Object> given = new HashMap<>();
            values.forEach((name, value) -> given.put(name, given(value)));
            try {
                return taken(program.eval(given));
            } catch (CelEvaluationException impossible) {
                return null;
            }
        }

        private static Object given(Object value) {
            if (value instanceof BigDecimal number) {
                return number.doubleValue();
            }
            if (value instanceof Money money) {
                return money.getAmount().doubleValue();
            }
            if (value instanceof LocalDate date) {
                return date.atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return value instanceof Set<?> set
                    ? java.util.List.copyOf(set)
                    : value instanceof java.util.UUID id ? id.toString() : value;
        }

        private @Nullable Object taken(Object value) {
            if (value instanceof Double number) {
                return number.isNaN() || number.isInfinite()
                        ? null
                        : BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_EVEN);
            }
            return result == FieldType.DATE && value instanceof Instant at
                    ? at.atZone(ZoneOffset.UTC).toLocalDate()
                    : value;
        }
    }
}
