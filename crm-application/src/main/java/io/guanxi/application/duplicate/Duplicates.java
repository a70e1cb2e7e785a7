package io.guanxi.application.duplicate;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import io.guanxi.application.Reader;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.internal.text.LegalForms;
import io.guanxi.application.linkage.NameSimilarity;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.Views;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.duplicate.MatchRule;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
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

    /** A word that more than so many have tells of nobody. */
    private static final int COMMON = 50;

    /** Of so many new customers one question is asked. */
    private static final int AT_ONCE = 100;

    /** Names that are less alike say nothing: Jaro–Winkler's measure of two names by chance is often above 0.7. */
    private static final double ALIKE = 0.88;

    private static final Splitter WORDS = Splitter.on(
                    CharMatcher.forPredicate(Character::isLetterOrDigit).negate())
            .omitEmptyStrings();

    private Duplicates() {}

    /** Those who are like each that is to be registered, the likeliest first, as somebody sees them who sees everything. */
    public static Map<CustomerId, List<Candidate>> of(Collection<Register> drafts, Reader everything) {
        Map<CustomerId, List<Candidate>> like = new HashMap<>();
        for (List<Register> some : Iterables.partition(drafts, AT_ONCE)) {
            like.putAll(like(some.stream().map(Facts::of).toList(), everything));
        }
        return like;
    }

    /** Those who are like a customer that is there. */
    static List<Candidate> of(CustomerView customer, Reader everything) {
        return like(List.of(Facts.of(customer)), everything).getOrDefault(customer.id(), List.of());
    }

    /** What of a customer is compared. */
    private record Facts(
            CustomerId id, CustomerKind kind, String name, Set<String> emails, Set<String> phones, String uscc) {

        static Facts of(Register draft) {
            Set<String> emails = new HashSet<>();
            Set<String> phones = new HashSet<>();
            for (ContactPoint each : draft.contactPoints()) {
                if (each instanceof ContactPoint.Email email) {
                    emails.add(email.address().key());
                } else if (each instanceof ContactPoint.Phone phone) {
                    phones.add(phone.number().value());
                }
            }
            CustomerDetails details = draft.details();
            String uscc = details.uscc() == null ? "" : details.uscc().value();
            return new Facts(draft.customerId(), draft.kind(), details.name(), emails, phones, uscc);
        }

        static Facts of(CustomerView view) {
            return new Facts(
                    view.id(),
                    view.kind(),
                    view.details().name(),
                    texts(CustomerView.EMAILS.valueOf(view)),
                    texts(CustomerView.PHONES.valueOf(view)),
                    view.details().uscc() == null ? "" : view.details().uscc().value());
        }

        /** By what others are found: the name with and without its legal form, and all that one of them alone should have. */
        Set<String> texts() {
            Set<String> texts = new HashSet<>(emails);
            texts.addAll(phones);
            texts.add(uscc);
            texts.add(name);
            WORDS.splitToStream(name).map(LegalForms::without).forEach(texts::add);
            return texts;
        }

        private static Set<String> texts(@Nullable Object values) {
            return values instanceof Set<?> set
                    ? set.stream().map(String::valueOf).collect(Collectors.toSet())
                    : Set.of();
        }
    }

    /** Whoever has nothing but common words is found by the very same name. */
    private static Map<CustomerId, List<Candidate>> like(List<Facts> some, Reader everything) {
        Views<CustomerView> customers = everything.views(CustomerView.TYPE);
        Map<String, List<CustomerView>> found = customers.lookupAny(
                some.stream().flatMap(each -> each.texts().stream()).collect(Collectors.toSet()), COMMON);
        Map<CustomerId, List<Candidate>> like = new HashMap<>();
        for (Facts facts : some) {
            Map<CustomerId, CustomerView> others = new HashMap<>();
            facts.texts()
                    .forEach(text -> found.getOrDefault(text, List.of()).forEach(each -> others.put(each.id(), each)));
            if (!found.containsKey(facts.name())) {
                customers
                        .find(
                                CustomerView.NAME.is(facts.name()),
                                PageRequest.first(COMMON).byId())
                        .views()
                        .forEach(each -> others.put(each.id(), each));
            }
            others.remove(facts.id());
            like.put(
                    facts.id(),
                    others.values().stream()
                            .filter(each -> each.kind() == facts.kind() && each.survivor() == null)
                            .flatMap(each -> judged(facts, each))
                            .sorted(Comparator.comparingDouble((Candidate each) -> -each.probability())
                                    .thenComparing(each -> each.id().value()))
                            .limit(MOST)
                            .toList());
        }
        return like;
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
