package io.guanxi.application.retention;

import io.guanxi.application.Duty;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerCommand.Restrict;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Erased;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How long data is kept, and what is done then:
 *
 * <pre>{@code
 * RetentionRule.ofCustomers("prospects", "three years after the last contact", now -> DEALT.is(false).and(LAST_CONTACT.atMost(…))).erase()
 * }</pre>
 *
 * A duty does it, and what it erases stands in the ledger under the rule's name.
 *
 * @param name 1 to 50 of a-z, 0-9 and -
 * @param view of what
 * @param term how long, in words, for the register of processing; at most 200 characters
 * @param due what has been kept for long enough, at an instant; must not find what is done
 * @param held what is kept nevertheless, such as for a lawsuit
 * @param action what is done
 * @param command how; null where nothing is done but told
 */
public record RetentionRule<V extends View>(
        String name,
        ViewType<V> view,
        String term,
        Function<Instant, Filter<V>> due,
        Filter<V> held,
        Action action,
        @Nullable BiFunction<V, String, Command> command) {

    /** A customer with this tag is kept, whatever rules say: {@code Tag(customer, "legal-hold")}. */
    public static final String LEGAL_HOLD = "legal-hold";

    private static final String REASON = "retention: ";

    /** What is done. */
    public enum Action {
        /** Its personal data is made unreadable for good, and that of all that belongs to it. */
        ERASE,
        /** It is kept and not used any more. */
        RESTRICT,
        /** Nothing: somebody looks. */
        REPORT
    }

    public RetentionRule {
        Check.that(name.matches("[a-z0-9-]{1,50}"), "name", "format", "must be 1 to 50 of a-z, 0-9 and -");
        term = Check.text("term", term, 200);
    }

    /** A rule that is only told of, until it is said what is done. */
    public static <V extends View> RetentionRule<V> of(
            ViewType<V> view, String name, String term, Function<Instant, Filter<V>> due) {
        return new RetentionRule<>(name, view, term, due, Filter.nothing(), Action.REPORT, null);
    }

    /**
     * The same of customers, but for those that are erased already. Held are those with the tag {@value #LEGAL_HOLD}, and those who have
     * their data restricted, for they may need it (GDPR art. 18 (1) c).
     */
    public static RetentionRule<CustomerView> ofCustomers(
            String name, String term, Function<Instant, Filter<CustomerView>> due) {
        return of(
                        CustomerView.TYPE,
                        name,
                        term,
                        now -> CustomerView.NAME.isNot(Erased.TEXT).and(due.apply(now)))
                .unless(CustomerView.TAGS.has(LEGAL_HOLD).or(CustomerView.RESTRICTED.is(true)));
    }

    /** The same, but for some that are kept nevertheless. */
    public RetentionRule<V> unless(Filter<V> kept) {
        return new RetentionRule<>(name, view, term, due, held.or(kept), action, command);
    }

    /** The CRM must have been built {@code erasable()}. */
    public RetentionRule<V> erase() {
        return with(Action.ERASE, (found, reason) -> new Erase(found.id(), reason));
    }

    /** Of customers. */
    public static RetentionRule<CustomerView> restrict(RetentionRule<CustomerView> rule) {
        return rule.with(Action.RESTRICT, (found, reason) -> new Restrict(found.id(), reason));
    }

    private RetentionRule<V> with(Action what, BiFunction<V, String, Command> how) {
        return new RetentionRule<>(name, view, term, due, held, what, how);
    }

    /** What the ledger says of what this rule has removed. */
    public String reason() {
        return REASON + name;
    }

    /** What would be done at an instant. */
    Filter<V> found(Instant now) {
        return due.apply(now).and(held.not());
    }

    /** What would be done if nothing held it. */
    Filter<V> kept(Instant now) {
        return due.apply(now).and(held);
    }

    /** None, where nothing is done. */
    @Nullable
    Duty<V> duty() {
        BiFunction<V, String, Command> how = command;
        return how == null
                ? null
                : new Duty<>("retention-" + name, view, this::found, found -> how.apply(found, reason()));
    }
}
