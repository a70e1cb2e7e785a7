package io.guanxi.domain.ticket;

import static io.guanxi.domain.kernel.DeciderSpec.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.domain.ticket.TicketCommand.Assign;
import io.guanxi.domain.ticket.TicketCommand.Cancel;
import io.guanxi.domain.ticket.TicketCommand.ChangePriority;
import io.guanxi.domain.ticket.TicketCommand.Close;
import io.guanxi.domain.ticket.TicketCommand.ContinueWork;
import io.guanxi.domain.ticket.TicketCommand.Escalate;
import io.guanxi.domain.ticket.TicketCommand.Merge;
import io.guanxi.domain.ticket.TicketCommand.NoteBreach;
import io.guanxi.domain.ticket.TicketCommand.NoteInternally;
import io.guanxi.domain.ticket.TicketCommand.Open;
import io.guanxi.domain.ticket.TicketCommand.RecordCustomerReply;
import io.guanxi.domain.ticket.TicketCommand.Reopen;
import io.guanxi.domain.ticket.TicketCommand.Reply;
import io.guanxi.domain.ticket.TicketCommand.Resolve;
import io.guanxi.domain.ticket.TicketCommand.Triage;
import io.guanxi.domain.ticket.TicketCommand.Unassign;
import io.guanxi.domain.ticket.TicketCommand.WaitForCustomer;
import io.guanxi.domain.ticket.TicketCommand.WaitForThirdParty;
import io.guanxi.domain.ticket.TicketEvent.Assigned;
import io.guanxi.domain.ticket.TicketEvent.Cancelled;
import io.guanxi.domain.ticket.TicketEvent.Closed;
import io.guanxi.domain.ticket.TicketEvent.CustomerAwaited;
import io.guanxi.domain.ticket.TicketEvent.CustomerReplied;
import io.guanxi.domain.ticket.TicketEvent.Escalated;
import io.guanxi.domain.ticket.TicketEvent.Merged;
import io.guanxi.domain.ticket.TicketEvent.NotedInternally;
import io.guanxi.domain.ticket.TicketEvent.Opened;
import io.guanxi.domain.ticket.TicketEvent.PriorityChanged;
import io.guanxi.domain.ticket.TicketEvent.Reopened;
import io.guanxi.domain.ticket.TicketEvent.ReplySent;
import io.guanxi.domain.ticket.TicketEvent.Resolved;
import io.guanxi.domain.ticket.TicketEvent.ThirdPartyAwaited;
import io.guanxi.domain.ticket.TicketEvent.Triaged;
import io.guanxi.domain.ticket.TicketEvent.Unassigned;
import io.guanxi.domain.ticket.TicketEvent.WorkContinued;
import io.guanxi.domain.ticket.TicketEvent.WorkStarted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The life of a ticket; of its clocks tells {@link TicketClockTest}. */
class TicketTest {

    private static final TicketId T = TicketId.random();
    private static final TicketId OTHER = TicketId.random();
    private static final CustomerId ACME = CustomerId.random();

    private static final Open OPEN =
            new Open(T, ACME, "No light", "The lamp is dark", "email", TicketKind.INCIDENT, TicketPriority.NORMAL);
    private static final Opened OPENED = new Opened(
            T, ACME, "No light", "The lamp is dark", "email", TicketKind.INCIDENT, TicketPriority.NORMAL, NOON);
    private static final WorkStarted STARTED = new WorkStarted(T, NOON);
    private static final CustomerAwaited CUSTOMER_AWAITED = new CustomerAwaited(T, NOON);
    private static final ThirdPartyAwaited MAKER_AWAITED = new ThirdPartyAwaited(T, "the maker", NOON);
    private static final Resolved RESOLVED = new Resolved(T, "fixed", "A new bulb", NOON);
    private static final Closed CLOSED = new Closed(T, NOON);
    private static final Cancelled CANCELLED = new Cancelled(T, "spam", NOON);
    private static final Merged MERGED = new Merged(T, OTHER, NOON);

    /** Each command but {@code Open}, such as would change something if it may. */
    private static final List<TicketCommand> WORK = List.of(
            new Triage(T, TicketKind.COMPLAINT, TicketPriority.HIGH, "lamps"),
            new ChangePriority(T, TicketPriority.URGENT),
            new WaitForCustomer(T),
            new WaitForThirdParty(T, "the maker"),
            new ContinueWork(T),
            new Resolve(T, "replaced", "A new lamp"),
            new Escalate(T, "angry"));

    private static final List<TicketCommand> TALK = List.of(
            new Assign(T, "ann"),
            new Unassign(T),
            new Reply(T, "m1", "Have you plugged it in?"),
            new NoteInternally(T, "m2", "They never do"),
            new RecordCustomerReply(T, "m3", "Yes!"),
            new Merge(T, TicketId.random()));

    private static DeciderSpec<TicketCommand, TicketEvent, Ticket> given(TicketEvent... events) {
        return DeciderSpec.of(Ticket.decider(SlaPolicy.none())).given(events);
    }

    private static List<TicketCommand> all(TicketCommand... others) {
        List<TicketCommand> commands = new ArrayList<>(WORK);
        commands.addAll(TALK);
        commands.addAll(List.of(others));
        return commands;
    }

    @Test
    void openingKeepsAllThatIsSaid() {
        given().when(OPEN).then(OPENED);
        given().when(new Open(T, null, " No light ", " ", "web", TicketKind.QUESTION, TicketPriority.LOW))
                .then(new Opened(T, null, "No light", null, "web", TicketKind.QUESTION, TicketPriority.LOW, NOON));
    }

    @Test
    void openingAgainWithTheSameFactsChangesNothing() {
        given(OPENED).at(NOON.plusSeconds(60)).when(OPEN).thenNothing();
        given(OPENED, new Triaged(T, TicketKind.COMPLAINT, TicketPriority.HIGH, "lamps"), RESOLVED, CLOSED)
                .when(OPEN)
                .thenNothing();
    }

    @Test
    void openingAgainWithOtherFactsIsRefused() {
        given(OPENED)
                .when(new Open(T, ACME, "No heat", null, "email", TicketKind.INCIDENT, TicketPriority.NORMAL))
                .thenRefused(TicketRule.ALREADY_OPEN);
    }

    @Test
    void nothingCanBeAskedOfAnUnknownTicket() {
        for (TicketCommand command : all(
                new Reopen(T, "again"), new Close(T), new Cancel(T, "spam"), new NoteBreach(T, ClockKind.RESOLUTION))) {
            given().when(command).thenNotFound();
        }
    }

    @Test
    void aResolvedTicketIsNotWorkedOn() {
        for (TicketCommand command : WORK) {
            given(OPENED, RESOLVED).when(command).thenRefused(TicketRule.RESOLVED);
        }
        given(OPENED, RESOLVED).when(new Cancel(T, "spam")).thenRefused(TicketRule.RESOLVED);
    }

    @Test
    void aClosedTicketChangesNoMoreUntilItIsReopened() {
        for (TicketCommand command : all(new Cancel(T, "spam"))) {
            given(OPENED, RESOLVED, CLOSED).when(command).thenRefused(TicketRule.CLOSED);
        }
    }

    @Test
    void aCancelledTicketChangesNoMore() {
        for (TicketCommand command : all(new Reopen(T, "again"), new Close(T))) {
            given(OPENED, CANCELLED).when(command).thenRefused(TicketRule.CANCELLED);
        }
    }

    @Test
    void aMergedTicketChangesNoMore() {
        for (TicketCommand command : all(new Reopen(T, "again"), new Close(T), new Cancel(T, "spam"))) {
            given(OPENED, MERGED).when(command).thenRefused(TicketRule.MERGED);
        }
    }

    @Test
    void triageSaysWhatItIsAboutAndBeginsTheWork() {
        var triage = new Triage(T, TicketKind.COMPLAINT, TicketPriority.HIGH, "lamps");
        var triaged = new Triaged(T, TicketKind.COMPLAINT, TicketPriority.HIGH, "lamps");
        given(OPENED).when(triage).then(triaged, STARTED);
        given(OPENED, STARTED).when(triage).then(triaged);
        given(OPENED, triaged, STARTED).when(triage).thenNothing();
        assertThat(given(OPENED, triaged).state().facts())
                .isEqualTo(new TicketFacts(TicketKind.COMPLAINT, TicketPriority.HIGH, "email", "lamps", ACME));
    }

    @Test
    void triageMayConfirmWhatIsKnown() {
        var triage = new Triage(T, TicketKind.INCIDENT, TicketPriority.NORMAL, null);
        given(OPENED).when(triage).then(new Triaged(T, TicketKind.INCIDENT, TicketPriority.NORMAL, null), STARTED);
        given(OPENED, STARTED).when(triage).thenNothing();
    }

    @Test
    void aPriorityChangesWithoutBeginningTheWork() {
        given(OPENED)
                .when(new ChangePriority(T, TicketPriority.URGENT))
                .then(new PriorityChanged(T, TicketPriority.NORMAL, TicketPriority.URGENT));
        given(OPENED).when(new ChangePriority(T, TicketPriority.NORMAL)).thenNothing();
    }

    @Test
    void aTicketIsAssignedToOneAgentAtATime() {
        given(OPENED).when(new Assign(T, "ann")).then(new Assigned(T, "ann"), STARTED);
        var assigned = given(OPENED, new Assigned(T, "ann"), STARTED);
        assigned.when(new Assign(T, "ann")).thenNothing();
        assigned.when(new Assign(T, "bob")).then(new Assigned(T, "bob"));
        assigned.when(new Unassign(T)).then(new Unassigned(T, "ann"));
        given(OPENED).when(new Unassign(T)).thenNothing();
        given(OPENED, new Assigned(T, "ann"), STARTED, new Unassigned(T, "ann"))
                .when(new Unassign(T))
                .thenNothing();
    }

    @Test
    void whoLooksAfterAResolvedTicketMayChange() {
        given(OPENED, RESOLVED).when(new Assign(T, "ann")).then(new Assigned(T, "ann"));
    }

    @Test
    void aReplyBeginsTheWork() {
        given(OPENED).when(new Reply(T, "m1", "Try now")).then(new ReplySent(T, "m1", "Try now", NOON), STARTED);
        given(OPENED, STARTED).when(new Reply(T, "m1", "Try now")).then(new ReplySent(T, "m1", "Try now", NOON));
    }

    @Test
    void aReplyLeavesTheRestAsItIs() {
        given(OPENED, RESOLVED).when(new Reply(T, "m1", "Bye")).then(new ReplySent(T, "m1", "Bye", NOON));
        given(OPENED, CUSTOMER_AWAITED).when(new Reply(T, "m1", "Well?")).then(new ReplySent(T, "m1", "Well?", NOON));
    }

    @Test
    void anInternalNoteDoesNotBeginTheWork() {
        given(OPENED)
                .when(new NoteInternally(T, "m1", "Known fault"))
                .then(new NotedInternally(T, "m1", "Known fault", NOON));
    }

    @Test
    void theSameMessageTwiceChangesNothing() {
        var talked = given(
                OPENED,
                new ReplySent(T, "m1", "Try now", NOON),
                STARTED,
                new CustomerReplied(T, "m2", "No", NOON),
                new NotedInternally(T, "m3", "Hm", NOON),
                RESOLVED,
                CLOSED);
        talked.when(new Reply(T, "m1", "Try now")).thenNothing();
        talked.when(new RecordCustomerReply(T, "m2", "No")).thenNothing();
        talked.when(new NoteInternally(T, "m3", "Hm")).thenNothing();
        talked.when(new RecordCustomerReply(T, "m4", "No")).thenRefused(TicketRule.CLOSED);
    }

    @Test
    void onlyTheLatestMessagesAreRemembered() {
        var spec = given(OPENED);
        IntStream.rangeClosed(0, Ticket.MAX_MESSAGES)
                .forEach(i -> spec.given(new CustomerReplied(T, "m" + i, "Hello?", NOON)));
        assertThat(spec.state().messages()).hasSize(Ticket.MAX_MESSAGES);
        spec.when(new RecordCustomerReply(T, "m1", "Hello?")).thenNothing();
        spec.when(new RecordCustomerReply(T, "m0", "Hello?")).then(new CustomerReplied(T, "m0", "Hello?", NOON));
    }

    @Test
    void theCustomersReplyEndsTheWaitingForIt() {
        var reply = new RecordCustomerReply(T, "m1", "Here you are");
        var replied = new CustomerReplied(T, "m1", "Here you are", NOON);
        given(OPENED).when(reply).then(replied);
        given(OPENED, CUSTOMER_AWAITED).when(reply).then(replied, new WorkContinued(T, NOON));
        given(OPENED, MAKER_AWAITED).when(reply).then(replied);
    }

    @Test
    void theCustomersReplyReopensAResolvedTicket() {
        given(OPENED, RESOLVED)
                .when(new RecordCustomerReply(T, "m1", "Still dark"))
                .then(new CustomerReplied(T, "m1", "Still dark", NOON), new Reopened(T, null, NOON));
    }

    @Test
    void aTicketWaitsForTheCustomerOrForOneThirdParty() {
        given(OPENED).when(new WaitForCustomer(T)).then(CUSTOMER_AWAITED);
        given(OPENED).when(new WaitForThirdParty(T, "the maker")).then(MAKER_AWAITED);
        given(OPENED, CUSTOMER_AWAITED).when(new WaitForCustomer(T)).thenNothing();
        given(OPENED, CUSTOMER_AWAITED)
                .when(new WaitForThirdParty(T, "the maker"))
                .then(MAKER_AWAITED);
        given(OPENED, MAKER_AWAITED).when(new WaitForThirdParty(T, "the maker")).thenNothing();
        given(OPENED, MAKER_AWAITED)
                .when(new WaitForThirdParty(T, "the post"))
                .then(new ThirdPartyAwaited(T, "the post", NOON));
        given(OPENED, MAKER_AWAITED).when(new WaitForCustomer(T)).then(CUSTOMER_AWAITED);
        given(OPENED, MAKER_AWAITED, CUSTOMER_AWAITED)
                .when(new WaitForThirdParty(T, "the maker"))
                .then(MAKER_AWAITED);
    }

    @Test
    void workGoesOnAfterWaiting() {
        given(OPENED, CUSTOMER_AWAITED).when(new ContinueWork(T)).then(new WorkContinued(T, NOON));
        given(OPENED, MAKER_AWAITED).when(new ContinueWork(T)).then(new WorkContinued(T, NOON));
        given(OPENED).when(new ContinueWork(T)).thenNothing();
        given(OPENED, MAKER_AWAITED, new WorkContinued(T, NOON))
                .when(new ContinueWork(T))
                .thenNothing();
    }

    @Test
    void aTicketIsResolvedFromWhereverItIs() {
        var resolve = new Resolve(T, "fixed", "A new bulb");
        given(OPENED).when(resolve).then(RESOLVED);
        given(OPENED, STARTED).when(resolve).then(RESOLVED);
        given(OPENED, CUSTOMER_AWAITED).when(resolve).then(RESOLVED);
        given(OPENED, MAKER_AWAITED).when(resolve).then(RESOLVED);
        given(OPENED, RESOLVED).when(resolve).thenNothing();
        given(OPENED, RESOLVED, CLOSED).when(resolve).thenRefused(TicketRule.CLOSED);
    }

    @Test
    void resolvedAndClosedTicketsAreReopened() {
        var reopened = new Reopened(T, "dark again", NOON);
        given(OPENED, RESOLVED).when(new Reopen(T, "dark again")).then(reopened);
        given(OPENED, RESOLVED, CLOSED).when(new Reopen(T, "dark again")).then(reopened);
        given(OPENED, RESOLVED, reopened).when(new Reopen(T, "dark again")).thenNothing();
        given(OPENED).when(new Reopen(T, "dark again")).thenNothing();
        given(OPENED, RESOLVED, reopened)
                .when(new Resolve(T, "fixed", "A new bulb"))
                .then(RESOLVED);
    }

    @Test
    void onlyAResolvedTicketIsClosed() {
        given(OPENED, RESOLVED).when(new Close(T)).then(CLOSED);
        given(OPENED, RESOLVED, CLOSED).when(new Close(T)).thenNothing();
        for (TicketEvent before : List.of(STARTED, CUSTOMER_AWAITED, MAKER_AWAITED)) {
            given(OPENED, before).when(new Close(T)).thenRefused(TicketRule.NOT_RESOLVED);
        }
        given(OPENED).when(new Close(T)).thenRefused(TicketRule.NOT_RESOLVED);
    }

    @Test
    void whatNeedsNoSolutionIsCancelled() {
        given(OPENED).when(new Cancel(T, "spam")).then(CANCELLED);
        given(OPENED, CUSTOMER_AWAITED).when(new Cancel(T, "spam")).then(CANCELLED);
        given(OPENED, CANCELLED).when(new Cancel(T, "twice")).thenNothing();
    }

    @Test
    void aTicketIsMergedOnceAndNotIntoItself() {
        given(OPENED).when(new Merge(T, OTHER)).then(MERGED);
        given(OPENED, RESOLVED).when(new Merge(T, OTHER)).then(MERGED);
        given(OPENED).when(new Merge(T, T)).thenRefused(TicketRule.MERGE_INTO_ITSELF);
        given(OPENED, MERGED).when(new Merge(T, OTHER)).thenNothing();
        given(OPENED, MERGED).when(new Merge(T, TicketId.random())).thenRefused(TicketRule.MERGED);
    }

    @Test
    void whereAMergedTicketGoesOnIsSaid() {
        assertThat(TicketRule.MERGED.refused(OTHER.value()))
                .hasMessage("The ticket is merged into " + OTHER.value() + "; go on there");
    }

    @Test
    void eachReasonEscalatesOnce() {
        var first = new Escalated(T, 1, "angry", NOON);
        given(OPENED).when(new Escalate(T, "angry")).then(first);
        given(OPENED, first).when(new Escalate(T, "angry")).thenNothing();
        given(OPENED, first).when(new Escalate(T, "late")).then(new Escalated(T, 2, "late", NOON));
        given(OPENED, first, RESOLVED, new Reopened(T, null, NOON))
                .when(new Escalate(T, "angry"))
                .then(new Escalated(T, 2, "angry", NOON));
    }

    @Test
    void withoutAPromiseNothingIsBreached() {
        given(OPENED)
                .at(NOON.plus(Duration.ofDays(999)))
                .when(new NoteBreach(T, ClockKind.FIRST_RESPONSE))
                .thenNothing();
    }

    @Test
    void lengthsAreBounded() {
        invalid(() -> new Open(T, null, "x".repeat(301), null, "web", TicketKind.QUESTION, TicketPriority.LOW));
        invalid(() -> new Open(T, null, " ", null, "web", TicketKind.QUESTION, TicketPriority.LOW));
        invalid(() -> new Open(T, null, "x", "x".repeat(20_001), "web", TicketKind.QUESTION, TicketPriority.LOW));
        invalid(() -> new Open(T, null, "x", null, " ", TicketKind.QUESTION, TicketPriority.LOW));
        invalid(() -> new Triage(T, TicketKind.QUESTION, TicketPriority.LOW, "x".repeat(101)));
        invalid(() -> new Assign(T, " "));
        invalid(() -> new Reply(T, " ", "x"));
        invalid(() -> new Reply(T, "m1", " "));
        invalid(() -> new NoteInternally(T, "x".repeat(201), "x"));
        invalid(() -> new RecordCustomerReply(T, "m1", "x".repeat(20_001)));
        invalid(() -> new WaitForThirdParty(T, " "));
        invalid(() -> new Resolve(T, " ", "x"));
        invalid(() -> new Resolve(T, "x", " "));
        invalid(() -> new Reopen(T, " "));
        invalid(() -> new Cancel(T, " "));
        invalid(() -> new Escalate(T, "x".repeat(501)));
    }

    private static void invalid(ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(CrmException.Invalid.class);
    }
}
