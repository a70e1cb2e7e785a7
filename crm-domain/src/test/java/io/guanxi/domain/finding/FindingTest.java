package io.guanxi.domain.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.finding.FindingCommand.Assign;
import io.guanxi.domain.finding.FindingCommand.Decide;
import io.guanxi.domain.finding.FindingCommand.Report;
import io.guanxi.domain.finding.FindingEvent.Assigned;
import io.guanxi.domain.finding.FindingEvent.Decided;
import io.guanxi.domain.finding.FindingEvent.Reported;
import io.guanxi.domain.finding.FindingEvent.Revised;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingTest {

    private static final CustomerId ACME = new CustomerId(new UUID(1, 1));
    private static final CustomerId ACNE = new CustomerId(new UUID(1, 2));
    private static final FindingId GAP = FindingId.of(FindingKind.INCOMPLETE, ACME);
    private static final FindingId PAIR = FindingId.ofPair(ACME, ACNE);

    private static DeciderSpec<FindingCommand, FindingEvent, Finding> given(FindingEvent... events) {
        return DeciderSpec.of(Finding.DECIDER).given(events);
    }

    private static Report gap(int day, String... fields) {
        return Report.of(FindingKind.INCOMPLETE, ACME, Set.of(fields), 40, "asked for", null, day(day));
    }

    private static Report pair(int day, @Nullable String facts) {
        return Report.duplicate(ACNE, ACME, 97, "name: the same", facts, day(day));
    }

    private static Instant day(int day) {
        return DeciderSpec.NOON.plus(Duration.ofDays(day));
    }

    private static Reported reported(Report it) {
        return new Reported(
                it.findingId(),
                it.kind(),
                it.customerId(),
                it.other(),
                it.fields(),
                it.severity(),
                it.why(),
                it.facts(),
                it.foundAt());
    }

    private static Decided decided(FindingId id, Decision decision, String reason) {
        return new Decided(id, decision, reason, DeciderSpec.NOON);
    }

    @Test
    void aFindingIsReportedOnceAndBroughtUpToDate() {
        given().when(gap(0, "phones")).then(reported(gap(0, "phones")));
        var open = given(reported(gap(0, "phones")), new Assigned(GAP, "ann"));
        open.when(gap(0, "emails")).thenNothing();
        open.when(gap(1, "phones")).thenNothing();
        open.when(gap(1, "phones", "emails"))
                .then(new Revised(GAP, Set.of("phones", "emails"), 40, "asked for", null, day(1)));
        open.when(new Report(GAP, FindingKind.STALE, ACME, null, Set.of("phones"), 40, "asked for", null, day(1)))
                .thenRefused(FindingRule.OF_SOMETHING_ELSE);
    }

    @Test
    void aPairIsOneFindingInWhicheverOrderItIsNamed() {
        assertThat(FindingId.ofPair(ACNE, ACME)).isEqualTo(PAIR);
        given().when(pair(0, "a1")).then(reported(pair(0, "a1")));
        assertThat(Report.duplicate(ACME, ACNE, 97, "name: the same", "a1", day(0)))
                .isEqualTo(pair(0, "a1"));
        assertThatThrownBy(() -> Report.duplicate(ACME, ACME, 97, "the same", null, day(0)))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> Report.of(FindingKind.SUSPECTED_DUPLICATE, ACME, Set.of(), 1, "one", null, day(0)))
                .isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void whatIsNoDuplicateIsAskedAgainOnlyWhenTheFactsHaveChanged() {
        FindingEvent no = decided(PAIR, Decision.NOT_A_DUPLICATE, "father and son");
        given(reported(pair(-1, "a1")))
                .when(new Decide(PAIR, Decision.NOT_A_DUPLICATE, "father and son"))
                .then(no);
        given(reported(pair(-1, "a1")), no).when(pair(1, "a1")).thenNothing();
        given(reported(pair(-1, "a1")), no).when(pair(0, "b2")).thenNothing();
        given(reported(pair(-1, "a1")), no).when(pair(1, "b2")).then(reported(pair(1, "b2")));
    }

    @Test
    void whatWasAcceptedIsAskedAgainOnlyWhenMoreIsFound() {
        FindingEvent accepted = decided(GAP, Decision.ACCEPTED, "has none");
        var closed = given(reported(gap(-1, "phones", "emails")), accepted);
        closed.when(gap(1, "emails")).thenNothing();
        closed.when(gap(1, "emails", "uscc")).then(reported(gap(1, "emails", "uscc")));
        FindingEvent over = decided(GAP, Decision.NO_LONGER_FOUND, "complete");
        closed.when(new Decide(GAP, Decision.NO_LONGER_FOUND, "complete")).then(over);
        given(reported(gap(-1, "phones")), accepted, over)
                .when(gap(1, "phones"))
                .then(reported(gap(1, "phones")));
    }

    @Test
    void whatIsFoundOnceMoreAfterItWasCorrectedIsOpenAgain() {
        given(reported(gap(-1, "phones")), decided(GAP, Decision.CORRECTED, "asked them"))
                .when(gap(1, "phones"))
                .then(reported(gap(1, "phones")));
    }

    @Test
    void oneDecisionClosesAFinding() {
        var closed = given(reported(gap(0, "phones")), decided(GAP, Decision.CORRECTED, "asked them"));
        closed.when(new Decide(GAP, Decision.CORRECTED, "asked them again")).thenNothing();
        closed.when(new Decide(GAP, Decision.ACCEPTED, "has none")).thenRefused(FindingRule.ALREADY_DECIDED);
        closed.when(new Assign(GAP, "ann")).thenRefused(FindingRule.ALREADY_DECIDED);
        given(reported(gap(0, "phones")))
                .when(new Decide(GAP, Decision.MERGED, "the same"))
                .thenRefused(FindingRule.DECISION_DOES_NOT_FIT);
        given(reported(pair(0, null)))
                .when(new Decide(PAIR, Decision.CONFIRMED, "right"))
                .thenRefused(FindingRule.DECISION_DOES_NOT_FIT);
    }

    @Test
    void aStewardHasIt() {
        given(reported(gap(0, "phones"))).when(new Assign(GAP, "ann")).then(new Assigned(GAP, "ann"));
        given(reported(gap(0, "phones")), new Assigned(GAP, "ann"))
                .when(new Assign(GAP, "ann"))
                .thenNothing();
    }

    @Test
    void nothingCanBeAskedOfAnUnknownFinding() {
        for (FindingCommand command :
                List.of(new Assign(GAP, "ann"), new Decide(GAP, Decision.CORRECTED, "asked them"))) {
            given().when(command).thenNotFound();
        }
    }
}
