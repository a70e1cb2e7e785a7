package io.guanxi.application.duplicate;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.Sets;
import io.guanxi.application.Reader;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.internal.text.LegalForms;
import io.guanxi.application.linkage.NameSimilarity;
import io.guanxi.application.view.Views;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.duplicate.MatchRule;
import io.guanxi.domain.kernel.CrmException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds those who are like a customer, by lookup, and judges them by what agrees. */
public final class Duplicates {

    /** The most that one is told to be like. */
    private static final int MOST = 20;

    private static final int FEW = 20;
    private static final int MANY = 50;
    private static final int WORTH_WORD = 3;
    private static final int MOST_WORDS = 4;

    /** Names that are less alike say nothing: Jaro–Winkler's measure of two names by chance is often above 0.7. */
    private static final double ALIKE = 0.88;

    private static final Splitter WORDS = Splitter.on(
                    CharMatcher.forPredicate(Character::isLetterOrDigit).negate())
            .omitEmptyStrings();

    private Duplicates() {}

    /** Those who are like whoever is to be registered, the likeliest first, as somebody sees them who sees everything. */
    public static List<Candidate> of(Register draft, Reader everything) {
        Set<String> emails = new HashSet<>();
        Set<String> phones = new HashSet<>();
        for (ContactPoint each : draft.contactPoints()) {
            if (each instanceof ContactPoint.Email email) {
                emails.add(email.address().key());
            } else if (each instanceof ContactPoint.Phone phone) {
                phones.add(phone.number().value());
            }
        }
        String uscc =
                draft.details().uscc() == null ? "" : draft.details().uscc().value();
        return like(
                new Facts(draft.customerId(), draft.kind(), draft.details().name(), emails, phones, uscc), everything);
    }

    /** Those who are like a customer that is there. */
    static List<Candidate> of(CustomerView customer, Reader everything) {
        return like(Facts.of(customer), everything);
    }

    /** What of a customer is compared. */
    private record Facts(
            CustomerId id, CustomerKind kind, String name, Set<String> emails, Set<String> phones, String uscc) {

        static Facts of(CustomerView view) {
            return new Facts(
                    view.id(),
                    view.kind(),
                    view.details().name(),
                    texts(CustomerView.EMAILS.valueOf(view)),
                    texts(CustomerView.PHONES.valueOf(view)),
                    view.details().uscc() == null ? "" : view.details().uscc().value());
        }

        private static Set<String> texts(@Nullable Object values) {
            return values instanceof Set<?> set
                    ? set.stream().map(String::valueOf).collect(Collectors.toSet())
                    : Set.of();
        }
    }

    private static List<Candidate> like(Facts facts, Reader everything) {
        Views<CustomerView> customers = everything.views(CustomerView.TYPE);
        Map<CustomerId, CustomerView> found = new LinkedHashMap<>();
        facts.emails().forEach(each -> find(customers, each, FEW, found));
        facts.phones().forEach(each -> find(customers, each, FEW, found));
        if (!facts.uscc().isEmpty()) {
            find(customers, facts.uscc(), FEW, found);
        }
        find(customers, facts.name(), MANY, found);
        WORDS.splitToStream(facts.name())
                .map(LegalForms::without)
                .filter(each -> each.length() >= WORTH_WORD && !each.equals(facts.name()))
                .limit(MOST_WORDS)
                .forEach(each -> find(customers, each, MANY, found));
        found.remove(facts.id());
        return found.values().stream()
                .filter(each -> each.kind() == facts.kind() && each.survivor() == null)
                .flatMap(each -> judged(facts, each))
                .sorted(Comparator.comparingDouble((Candidate each) -> -each.probability())
                        .thenComparing(each -> each.id().value()))
                .limit(MOST)
                .toList();
    }

    private static void find(
            Views<CustomerView> customers, String text, int limit, Map<CustomerId, CustomerView> found) {
        try {
            customers
                    .lookup(text.length() > 100 ? text.substring(0, 100) : text, limit)
                    .views()
                    .forEach(each -> found.put(each.id(), each));
        } catch (CrmException.Invalid refused) {
            if (refused.violations().stream().anyMatch(each -> each.rule().equals("unavailable"))) {
                throw refused;
            }
            // there is nothing to look for in it, and so nobody to be found
        }
    }

    private static Stream<Candidate> judged(Facts facts, CustomerView other) {
        Facts others = Facts.of(other);
        Map<MatchRule, Double> agrees = new EnumMap<>(MatchRule.class);
        if (!facts.uscc().isEmpty() && facts.uscc().equals(others.uscc())) {
            agrees.put(MatchRule.USCC, 1.0);
        }
        if (!Sets.intersection(facts.emails(), others.emails()).isEmpty()) {
            agrees.put(MatchRule.EMAIL, 1.0);
        }
        if (!Sets.intersection(facts.phones(), others.phones()).isEmpty()) {
            agrees.put(MatchRule.PHONE, 1.0);
        }
        double alike = NameSimilarity.of(facts.name(), others.name());
        if (alike >= ALIKE) {
            agrees.put(MatchRule.NAME, rounded(alike));
        }
        double two = 1;
        for (Map.Entry<MatchRule, Double> each : agrees.entrySet()) {
            two *= 1 - weight(each.getKey(), each.getValue(), facts.kind());
        }
        return agrees.isEmpty()
                ? Stream.empty()
                : Stream.of(new Candidate(other.id(), other.owner(), other, agrees, rounded(1 - two)));
    }

    /**
     * How likely two are one of whom no more is known than that this agrees; what agrees counts as independent. Set by hand: families
     * share telephones, and people names, more than companies do. Of a name that is only alike, half as much at the least.
     */
    private static double weight(MatchRule rule, double alike, CustomerKind kind) {
        boolean person = kind == CustomerKind.PERSON;
        return switch (rule) {
            case USCC -> 0.99;
            case EMAIL -> 0.95;
            case PHONE -> person ? 0.8 : 0.7;
            case NAME -> (person ? 0.4 : 0.9) * (0.5 + 0.5 * (alike - ALIKE) / (1 - ALIKE));
        };
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
