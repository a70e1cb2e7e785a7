package io.guanxi.domain.kernel;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;

/**
 * Why a wish was not fulfilled. These five are all that a caller has to handle; anything else that escapes the library is a
 * bug or a broken database. They are exceptions because a refusal must roll back and must not be forgotten.
 */
public abstract sealed class CrmException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CrmException(String message) {
        super(message);
    }

    /** The stable name of the reason, such as {@code invalid} or {@code customer.archived}. */
    public abstract String code();

    /** The input is wrong in itself, whatever the state. Says everything that is wrong, not only the first thing. */
    public static final class Invalid extends CrmException {

        private static final long serialVersionUID = 1L;

        private final transient List<Violation> violations;

        public Invalid(List<Violation> violations) {
            super(Joiner.on("; ").join(violations));
            this.violations = ImmutableList.copyOf(violations);
        }

        public Invalid(String field, String rule, String message) {
            this(List.of(new Violation(field, rule, message)));
        }

        public List<Violation> violations() {
            return violations;
        }

        /** The same, seen from outside: its fields are part of {@code parent}. */
        public Invalid inside(String parent) {
            return new Invalid(
                    violations.stream().map(each -> each.inside(parent)).toList());
        }

        @Override
        public String code() {
            return "invalid";
        }
    }

    /** The actor may not do this, whatever the state. */
    public static final class Forbidden extends CrmException {

        private static final long serialVersionUID = 1L;

        public Forbidden(Actor actor, String what) {
            super(actor.id() + " may not " + what);
        }

        @Override
        public String code() {
            return "forbidden";
        }
    }

    /** There is no such thing, or none that the actor may know of: the two cannot be told apart from outside. */
    public static final class NotFound extends CrmException {

        private static final long serialVersionUID = 1L;

        public NotFound(String what, Object id) {
            super("There is no " + what + " " + id);
        }

        /** No aggregate of that id; {@code CustomerId} becomes "customer". */
        public NotFound(AggregateId id) {
            this(id.getClass().getSimpleName().replaceFirst("Id$", "").toLowerCase(Locale.ROOT), id.value());
        }

        @Override
        public String code() {
            return "not-found";
        }
    }

    /** Somebody else was faster: read again, decide again. */
    public static final class Stale extends CrmException {

        private static final long serialVersionUID = 1L;

        public Stale(AggregateId id, String why) {
            super(id.value() + " has changed meanwhile: " + why);
        }

        @Override
        public String code() {
            return "stale";
        }
    }

    /** A business rule says no. */
    public static final class Refused extends CrmException {

        private static final long serialVersionUID = 1L;

        private final transient RuleCode rule;
        private final transient List<Object> details;

        public Refused(RuleCode rule, Object... details) {
            super(rule.describe(details));
            this.rule = rule;
            this.details = ImmutableList.copyOf(details);
        }

        public RuleCode rule() {
            return rule;
        }

        /** What fills {@code {0}}, {@code {1}}… of the rule's sentence in any language. */
        public List<Object> details() {
            return details;
        }

        @Override
        public String code() {
            return rule.code();
        }
    }
}
