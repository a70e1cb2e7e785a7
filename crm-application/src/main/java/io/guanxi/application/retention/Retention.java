package io.guanxi.application.retention;

import com.google.common.collect.ImmutableList;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Erasure;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.View;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * What one rule would do now, and what it has done: the dry run and the proof.
 *
 * @param rule its name
 * @param term how long data is kept by it, in words
 * @param due how many things the next turn of duties will treat so
 * @param next some of them: at most 1,000
 * @param held how many are due and kept nevertheless
 * @param removed what it has erased, from the ledger: what, when, and by which duty; what belonged to it included
 */
public record Retention(
        String rule,
        String term,
        RetentionRule.Action action,
        long due,
        List<UUID> next,
        long held,
        List<Erasure> removed) {

    public Retention {
        next = ImmutableList.copyOf(next);
        removed = ImmutableList.copyOf(removed);
    }

    /**
     * Of each rule, as far as the actor may see what it is about. Nothing is done.
     *
     * @throws io.guanxi.domain.kernel.CrmException.Forbidden without the right {@code mayReadErasures}
     */
    public static List<Retention> of(Crm crm, CrmSession session) {
        List<Erasure> ledger = session.erasures();
        return RetentionFeature.rulesOf(crm).stream()
                .map(rule -> of(rule, session, ledger, crm.now()))
                .toList();
    }

    /**
     * Does now what the rule's duty would do at its next turn, in this tenant, as this actor, and to at most 1,000 things: asked again
     * until it answers 0. What is refused, for something that has happened meanwhile, is left to the duty.
     *
     * @return how many things were treated so; none by a rule that only tells
     * @throws io.guanxi.domain.kernel.CrmException.NotFound if there is no such rule
     * @throws io.guanxi.domain.kernel.CrmException.Forbidden without the right to erase or to restrict
     */
    public static int run(Crm crm, CrmSession session, String rule) {
        return RetentionFeature.rulesOf(crm).stream()
                .filter(each -> each.name().equals(rule))
                .findFirst()
                .map(each -> run(each, session, crm.now()))
                .orElseThrow(() -> new CrmException.NotFound("retention rule", rule));
    }

    private static <V extends View> int run(RetentionRule<V> rule, CrmSession session, Instant now) {
        BiFunction<V, String, Command> how = rule.command();
        if (how == null) {
            return 0;
        }
        int done = 0;
        for (V found : next(rule, session, now)) {
            try {
                done += isDone(how.apply(found, rule.reason()), session) ? 1 : 0;
            } catch (CrmException.Refused | CrmException.NotFound | CrmException.Stale meanwhile) {
                // the duty tries again, and tells if it cannot
            }
        }
        return done;
    }

    private static boolean isDone(Command command, CrmSession session) {
        return command instanceof Erase erase
                ? !session.erase(erase.aggregateId(), erase.reason()).isEmpty()
                : !session.execute(command).events().isEmpty();
    }

    private static <V extends View> List<V> next(RetentionRule<V> rule, CrmSession session, Instant now) {
        return session.views(rule.view())
                .find(rule.found(now), PageRequest.first(PageRequest.MAX_LIMIT).byId())
                .views();
    }

    private static <V extends View> Retention of(
            RetentionRule<V> rule, CrmSession session, List<Erasure> ledger, Instant now) {
        var views = session.views(rule.view());
        return new Retention(
                rule.name(),
                rule.term(),
                rule.action(),
                views.count(rule.found(now)),
                next(rule, session, now).stream().map(each -> each.id().value()).toList(),
                views.count(rule.kept(now)),
                ledger.stream()
                        .filter(each -> each.reason().equals(rule.reason()))
                        .toList());
    }
}
