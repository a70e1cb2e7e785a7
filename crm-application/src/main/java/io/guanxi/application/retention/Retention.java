package io.guanxi.application.retention;

import com.google.common.collect.ImmutableList;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Erasure;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.View;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

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

    private static <V extends View> Retention of(
            RetentionRule<V> rule, CrmSession session, List<Erasure> ledger, Instant now) {
        var views = session.views(rule.view());
        return new Retention(
                rule.name(),
                rule.term(),
                rule.action(),
                views.count(rule.found(now)),
                views
                        .find(
                                rule.found(now),
                                PageRequest.first(PageRequest.MAX_LIMIT).byId())
                        .views()
                        .stream()
                        .map(each -> each.id().value())
                        .toList(),
                views.count(rule.kept(now)),
                ledger.stream()
                        .filter(each -> each.reason().equals(rule.reason()))
                        .toList());
    }
}
