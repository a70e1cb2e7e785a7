package io.guanxi.application.duplicate;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.guanxi.domain.duplicate.MatchRule;
import io.guanxi.domain.kernel.Check;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is done about a new customer who is like others, by what speaks most for it.
 *
 * @param created of customers who are registered one by one; what is not in it is {@link Action#OFF}
 * @param imported of those who come in batches, as imports do
 * @param likely from which probability on, 0 to 1
 */
public record DuplicatePolicy(Map<MatchRule, Action> created, Map<MatchRule, Action> imported, double likely) {

    /** What is done. */
    public enum Action {
        /** Nothing, and nobody is looked for. */
        OFF,
        /** They are registered, and the suspicion is a finding. */
        WARN,
        /** They are not, unless somebody says why they should be. */
        REFUSE
    }

    /**
     * Those who are registered one by one are let in and noted, whatever speaks for it, if it is more likely than not; those of batches
     * are nobody's concern, for their speed.
     */
    public static final DuplicatePolicy STANDARD = new DuplicatePolicy(all(Action.WARN), all(Action.OFF), 0.5);

    public DuplicatePolicy {
        created = ImmutableMap.copyOf(created);
        imported = ImmutableMap.copyOf(imported);
        Check.that(likely >= 0 && likely <= 1, "likely", "range", "must be between 0 and 1");
    }

    private static Map<MatchRule, Action> all(Action action) {
        return Maps.toMap(List.of(MatchRule.values()), each -> action);
    }

    /** With another answer to one rule for customers who are registered one by one. */
    public DuplicatePolicy onCreate(MatchRule rule, Action action) {
        return new DuplicatePolicy(with(created, rule, action), imported, likely);
    }

    /** With another answer to one rule for customers who come in batches. */
    public DuplicatePolicy onImport(MatchRule rule, Action action) {
        return new DuplicatePolicy(created, with(imported, rule, action), likely);
    }

    /** From another probability on. */
    public DuplicatePolicy from(double probability) {
        return new DuplicatePolicy(created, imported, probability);
    }

    private static Map<MatchRule, Action> with(Map<MatchRule, Action> before, MatchRule rule, Action action) {
        Map<MatchRule, Action> after = new EnumMap<>(MatchRule.class);
        after.putAll(before);
        after.put(rule, action);
        return after;
    }

    /** What is done about somebody who is like a new customer. */
    public Action about(Candidate candidate, boolean inBatch) {
        return candidate.probability() < likely
                ? Action.OFF
                : (inBatch ? imported : created).getOrDefault(candidate.rule(), Action.OFF);
    }

    /** Whether nobody is looked for. */
    public boolean isOff(boolean inBatch) {
        return (inBatch ? imported : created).values().stream().allMatch(each -> each == Action.OFF);
    }

    boolean refusesNothing(boolean inBatch) {
        return !(inBatch ? imported : created).containsValue(Action.REFUSE);
    }
}
