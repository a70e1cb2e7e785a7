package io.guanxi.rest;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import cz.jirutka.rsql.parser.RSQLParser;
import cz.jirutka.rsql.parser.RSQLParserException;
import cz.jirutka.rsql.parser.UnknownOperatorException;
import cz.jirutka.rsql.parser.ast.AndNode;
import cz.jirutka.rsql.parser.ast.ComparisonNode;
import cz.jirutka.rsql.parser.ast.ComparisonOperator;
import cz.jirutka.rsql.parser.ast.LogicalNode;
import cz.jirutka.rsql.parser.ast.Node;
import cz.jirutka.rsql.parser.ast.RSQLOperators;
import io.guanxi.application.Reader;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.CustomFields;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Filter.Operator;
import io.guanxi.application.view.Many;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.CrmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a filter written in RSQL, as it stands in a URL:
 *
 * <pre>
 *  status==ACTIVE;employees&gt;=50        ; or {@code and}: both       , or {@code or}: at least one       ( ) groups
 *  == !=  &lt; &lt;= &gt; &gt;=  (=lt= =le= =gt= =ge=)   =in=(a,b)  =out=(a,b)
 *  name==Acme*      starts with           name==*Ltd*     contains
 *  owner=null=true  has none              owner=null=false has one
 *  tags=has=vip     one of several texts; == means the same there
 *  custom.region==north                   a custom field; custom.budget.currency==EUR
 *  parent.name==Acme                      asks the customer referred to, as far as it may be seen
 * </pre>
 *
 * The attributes are those of the view's type, by their JSON names, such as {@code changedAt}: the description of each
 * {@code filter} in {@code GET /openapi.json} lists them, and so does the answer to one that is not among them. {@code !=} and
 * {@code =out=} hold for what has no value, too. The star is read in {@code ==} and {@code !=} only; {@code =in=} compares to the
 * letter. Case matters.
 */
final class FilterReader {

    /** Longer questions are answered better by a saved list. */
    static final int MAX_LENGTH = 4_000;

    private static final String CUSTOM = CustomFields.JSON_NAME + ".";
    private static final Pattern COLUMN = Pattern.compile("column ([0-9]+)");
    private static final int MAX_DEPTH = 20;
    private static final int MAX_HOPS = 3;

    private static final ComparisonOperator NULL = new ComparisonOperator("=null=");
    private static final ComparisonOperator HAS = new ComparisonOperator("=has=");
    private static final ImmutableMap<ComparisonOperator, Operator> ORDERS = ImmutableMap.of(
            RSQLOperators.LESS_THAN, Operator.LESS,
            RSQLOperators.LESS_THAN_OR_EQUAL, Operator.AT_MOST,
            RSQLOperators.GREATER_THAN, Operator.MORE,
            RSQLOperators.GREATER_THAN_OR_EQUAL, Operator.AT_LEAST);
    private static final Set<ComparisonOperator> OPERATORS = Set.of(
            RSQLOperators.EQUAL,
            RSQLOperators.NOT_EQUAL,
            RSQLOperators.LESS_THAN,
            RSQLOperators.LESS_THAN_OR_EQUAL,
            RSQLOperators.GREATER_THAN,
            RSQLOperators.GREATER_THAN_OR_EQUAL,
            RSQLOperators.IN,
            RSQLOperators.NOT_IN,
            NULL,
            HAS);

    private final Collection<ViewType<?>> types;
    private final Reader custom;

    /**
     * @param types the views that references can lead to
     * @param custom where custom fields are looked up
     */
    FilterReader(Collection<ViewType<?>> types, Reader custom) {
        this.types = types;
        this.custom = custom;
    }

    /**
     * The filter; blank means everything.
     *
     * @throws CrmException.Invalid naming the attribute, operator or value that cannot be
     */
    <V extends View> Filter<V> read(ViewType<V> type, String field, String text) {
        if (text.isBlank()) {
            return Filter.everything();
        }
        require(text.length() <= MAX_LENGTH, field, "length", "must have at most " + MAX_LENGTH + " characters");
        require(
                CharMatcher.javaIsoControl().matchesNoneOf(text),
                field,
                "control-character",
                "must not contain control characters");
        require(depth(text) <= MAX_DEPTH, field, "size", "must not be nested deeper than " + MAX_DEPTH);
        return new Reading(field).filter(type, parse(field, text));
    }

    /** The attribute of a JSON name, the identity and custom fields included. */
    <V extends View> Attribute<V, ?> attribute(ViewType<V> type, String field, String name) {
        if (name.startsWith(CUSTOM) && type.customFields() != null) {
            return custom(type, field, name.substring(CUSTOM.length()));
        }
        return attributes(type)
                .filter(each -> ViewType.jsonName(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new CrmException.Invalid(
                        field,
                        "unknown",
                        "must name an attribute of the " + type + ", which " + name + " is not; there are "
                                + attributes(type).map(ViewType::jsonName).collect(Collectors.joining(", "))));
    }

    private <V extends View> Attribute<V, ?> custom(ViewType<V> type, String field, String name) {
        try {
            return custom.fields(type).get(name);
        } catch (CrmException.Invalid invalid) {
            throw new CrmException.Invalid(
                    field, "unknown", invalid.violations().get(0).message());
        }
    }

    /** The identity and then every other attribute that is built in. */
    static <V extends View> Stream<Attribute<V, ?>> attributes(ViewType<V> type) {
        return Stream.concat(Stream.of(type.id()), type.attributes().values().stream())
                .filter(each -> each.field() == null);
    }

    /** The type of view whose identity the reference holds. */
    static Optional<ViewType<?>> target(Collection<ViewType<?>> types, Reference<?, ?> reference) {
        return types.stream()
                .filter(each -> each.id().idType().equals(reference.idType()))
                .findFirst();
    }

    /** The types of view that one type refers to, each once; they can be read along. */
    static List<ViewType<?>> targets(Collection<ViewType<?>> types, ViewType<?> type) {
        return type.attributes().values().stream()
                .flatMap(each -> each instanceof Reference<?, ?> reference ? Stream.of(reference) : Stream.empty())
                .flatMap(each -> target(types, each).stream())
                .distinct()
                .collect(Collectors.toList());
    }

    private static Node parse(String field, String text) {
        try {
            return new RSQLParser(OPERATORS).parse(text);
        } catch (RSQLParserException malformed) {
            if (malformed.getCause() instanceof UnknownOperatorException unknown) {
                throw new CrmException.Invalid(
                        field,
                        "unknown",
                        "must use an operator of the language, which " + unknown.getOperator() + " is not");
            }
            Matcher column = COLUMN.matcher(String.valueOf(malformed.getMessage()));
            String where = column.find() ? " from column " + column.group(1) + " on" : "";
            throw new CrmException.Invalid(
                    field, "format", "must be a filter such as name==Acme*, which it is not" + where);
        }
    }

    /** How deep brackets are nested outside quotes; the parser calls itself for each of them. */
    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                deepest = Math.max(deepest, depth);
            }
        }
        return deepest;
    }

    private static void require(boolean condition, String field, String rule, String message) {
        if (!condition) {
            throw new CrmException.Invalid(field, rule, message);
        }
    }

    /** The reading of one filter. */
    private final class Reading {

        /** The parameter that the filter stands in. */
        private final String field;

        private Reading(String field) {
            this.field = field;
        }

        private <V extends View> Filter<V> filter(ViewType<V> type, Node node) {
            if (node instanceof LogicalNode several) {
                List<Filter<V>> parts = new ArrayList<>();
                several.getChildren().forEach(each -> parts.add(filter(type, each)));
                return node instanceof AndNode ? new Filter.All<>(parts) : new Filter.Any<>(parts);
            }
            ComparisonNode comparison = (ComparisonNode) node;
            List<String> path = Splitter.on('.').splitToList(comparison.getSelector());
            require(
                    path.size() <= MAX_HOPS + 1,
                    field,
                    "size",
                    "must not lead over more than " + MAX_HOPS + " references");
            return path(type, path, comparison);
        }

        private <V extends View> Filter<V> path(ViewType<V> type, List<String> path, ComparisonNode comparison) {
            List<String> rest = behind(type, path);
            String name = String.join(".", path.subList(0, path.size() - rest.size()));
            Attribute<V, ?> attribute = attribute(type, field, name);
            if (rest.isEmpty()) {
                return comparison(attribute, name, comparison);
            }
            if (attribute instanceof Reference<V, ?> reference) {
                ViewType<?> target =
                        target(types, reference).orElseThrow(() -> unfit(name, "leads to nothing that can be asked"));
                return related(reference, target, rest, comparison);
            }
            throw unfit(name, "has no attributes of its own");
        }

        /** What is left of a path when its first attribute has been named: by one word, or a custom field by two or three. */
        private <V extends View> List<String> behind(ViewType<V> type, List<String> path) {
            int words = 1;
            if (type.customFields() != null && path.size() > 1 && path.get(0).equals(CustomFields.JSON_NAME)) {
                boolean part = path.size() > 2
                        && custom.fields(type)
                                .find(path.get(1) + "." + path.get(2))
                                .isPresent();
                words = part ? 3 : 2;
            }
            return path.subList(words, path.size());
        }

        private <V extends View, W extends View> Filter<V> related(
                Reference<V, ?> reference, ViewType<W> target, List<String> path, ComparisonNode comparison) {
            return reference.of(target, path(target, path, comparison));
        }

        private <V extends View> Filter<V> comparison(Attribute<V, ?> attribute, String name, ComparisonNode node) {
            ComparisonOperator operator = node.getOperator();
            List<String> arguments = node.getArguments();
            if (operator.equals(NULL)) {
                return absent(attribute, name, arguments.get(0));
            }
            if (operator.equals(RSQLOperators.NOT_EQUAL) || operator.equals(RSQLOperators.NOT_IN)) {
                return positive(attribute, name, operator.equals(RSQLOperators.NOT_IN), arguments)
                        .not();
            }
            if (operator.equals(RSQLOperators.EQUAL) || operator.equals(RSQLOperators.IN)) {
                return positive(attribute, name, operator.equals(RSQLOperators.IN), arguments);
            }
            if (operator.equals(HAS)) {
                require(attribute instanceof Many, field, "type", message(name, "has no several values"));
                return positive(attribute, name, false, arguments);
            }
            require(attribute instanceof Ordered, field, "type", message(name, "has no order"));
            Operator order = Objects.requireNonNull(ORDERS.get(operator));
            return new Filter.Comparison<>(attribute, order, value(attribute, name, arguments.get(0)));
        }

        private <V extends View> Filter<V> absent(Attribute<V, ?> attribute, String name, String argument) {
            return switch (argument) {
                case "true" -> attribute.absent();
                case "false" -> attribute.present();
                default -> throw unfit(name, "is asked =null= true or false");
            };
        }

        private <V extends View> Filter<V> positive(
                Attribute<V, ?> attribute, String name, boolean literally, List<String> arguments) {
            if (attribute instanceof Many) {
                List<Filter<V>> parts = new ArrayList<>();
                arguments.forEach(each -> parts.add(new Filter.Has<>(many(attribute), each)));
                return parts.size() == 1 ? parts.get(0) : new Filter.Any<>(parts);
            }
            if (literally) {
                return new Filter.OneOf<>(
                        attribute,
                        arguments.stream()
                                .map(each -> value(attribute, name, each))
                                .toList());
            }
            String argument = arguments.get(0);
            return attribute instanceof Text && argument.indexOf('*') >= 0
                    ? pattern(text(attribute), name, argument)
                    : new Filter.Comparison<>(attribute, Operator.EQUAL, value(attribute, name, argument));
        }

        private <V extends View> Filter<V> pattern(Text<V> attribute, String name, String argument) {
            boolean open = argument.startsWith("*");
            String inner = argument.substring(open ? 1 : 0, Math.max(1, argument.length() - 1));
            if (!argument.endsWith("*") || inner.indexOf('*') >= 0) {
                throw unfit(name, "is compared with a text such as Acme* or *Acme*");
            }
            return open ? attribute.contains(inner) : attribute.startsWith(inner);
        }

        @SuppressWarnings("unchecked") // the caller has looked
        private static <V extends View> Many<V> many(Attribute<V, ?> attribute) {
            return (Many<V>) (Object) attribute;
        }

        @SuppressWarnings("unchecked") // the caller has looked
        private static <V extends View> Text<V> text(Attribute<V, ?> attribute) {
            return (Text<V>) (Object) attribute;
        }

        private Object value(Attribute<?, ?> attribute, String name, String argument) {
            try {
                return attribute.parse(argument);
            } catch (CrmException.Invalid invalid) {
                var violation = invalid.violations().get(0);
                throw new CrmException.Invalid(field, violation.rule(), message(name, violation.message()));
            }
        }

        private CrmException.Invalid unfit(String name, String message) {
            return new CrmException.Invalid(field, "type", message(name, message));
        }

        private static String message(String name, String message) {
            return "compares " + name + ", which " + message;
        }
    }
}
