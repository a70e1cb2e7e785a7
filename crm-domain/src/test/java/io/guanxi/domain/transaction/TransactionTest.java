package io.guanxi.domain.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.domain.transaction.TransactionCommand.Cancel;
import io.guanxi.domain.transaction.TransactionCommand.Correct;
import io.guanxi.domain.transaction.TransactionCommand.Reinstate;
import io.guanxi.domain.transaction.TransactionEvent.Booked;
import io.guanxi.domain.transaction.TransactionEvent.Cancelled;
import io.guanxi.domain.transaction.TransactionEvent.Corrected;
import io.guanxi.domain.transaction.TransactionEvent.Reinstated;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class TransactionTest {

    private static final TransactionId SALE = TransactionId.of("erp", "SO-4711");
    private static final CustomerId ACME = CustomerId.random();
    private static final TransactionDetails DETAILS =
            TransactionDetails.of(TransactionKind.ORDER, Money.parse("CNY 1200.00"));
    private static final TransactionDetails DEARER =
            TransactionDetails.of(TransactionKind.ORDER, Money.parse("CNY 1500.00"));
    private static final TransactionEvent BOOKED = new Booked(SALE, ACME, DETAILS);
    private static final TransactionEvent CANCELLED = new Cancelled(SALE, "not delivered");
    private static final TransactionEvent REINSTATED = new Reinstated(SALE, "delivered after all");

    private static DeciderSpec<TransactionCommand, TransactionEvent, Transaction> given(TransactionEvent... events) {
        return DeciderSpec.of(Transaction.DECIDER).given(events);
    }

    @Test
    void whatIsPushedTwiceCountsOnce() {
        given().when(new TransactionCommand.Book(SALE, ACME, DETAILS)).then(BOOKED);
        var later = given(BOOKED, new Corrected(SALE, DEARER), CANCELLED);
        later.when(new TransactionCommand.Book(SALE, ACME, DETAILS)).thenNothing();
        later.when(new TransactionCommand.Book(SALE, ACME, DEARER)).thenRefused(TransactionRule.ALREADY_KNOWN);
        later.when(new TransactionCommand.Book(SALE, CustomerId.random(), DETAILS))
                .thenRefused(TransactionRule.ALREADY_KNOWN);
    }

    @Test
    void theIdFollowsFromSourceAndNumber() {
        assertThat(TransactionId.of("erp", "SO-4711")).isEqualTo(SALE);
        assertThat(List.of(
                        TransactionId.of("erp", "SO-4712"),
                        TransactionId.of("shop", "SO-4711"),
                        TransactionId.of("erpS", "O-4711")))
                .doesNotContain(SALE)
                .doesNotHaveDuplicates();
    }

    @Test
    void theKindStaysWhenTheRestIsCorrected() {
        given(BOOKED).when(new Correct(SALE, DEARER)).then(new Corrected(SALE, DEARER));
        given(BOOKED).when(new Correct(SALE, DETAILS)).thenNothing();
        given(BOOKED)
                .when(new Correct(SALE, TransactionDetails.of(TransactionKind.RETURN, DETAILS.amount())))
                .thenRefused(TransactionRule.KIND_STAYS);
    }

    @Test
    void whatIsCancelledIsNotCorrected() {
        given(BOOKED).when(new Cancel(SALE, "not delivered")).then(CANCELLED);
        given(BOOKED, CANCELLED).when(new Cancel(SALE, "again")).thenNothing();
        given(BOOKED, CANCELLED).when(new Correct(SALE, DEARER)).thenRefused(TransactionRule.CANCELLED);
    }

    @Test
    void whatIsReinstatedCountsAgainAsItWas() {
        given(BOOKED, CANCELLED)
                .when(new Reinstate(SALE, "delivered after all"))
                .then(REINSTATED);
        given(BOOKED).when(new Reinstate(SALE, "never cancelled")).thenNothing();
        var again = given(BOOKED, new Corrected(SALE, DEARER), CANCELLED, REINSTATED);
        again.when(new Reinstate(SALE, "again")).thenNothing();
        again.when(new Correct(SALE, DEARER)).thenNothing();
        again.when(new Correct(SALE, DETAILS)).then(new Corrected(SALE, DETAILS));
        again.when(new Cancel(SALE, "not delivered")).then(CANCELLED);
        again.when(new TransactionCommand.Book(SALE, ACME, DETAILS)).thenNothing();
    }

    @Test
    void aReasonMustBeGiven() {
        assertThatThrownBy(() -> new Reinstate(SALE, " ")).isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void nothingCanBeAskedOfAnUnknownOne() {
        given().when(new Correct(SALE, DETAILS)).thenNotFound();
        given().when(new Cancel(SALE, "no")).thenNotFound();
        given().when(new Reinstate(SALE, "no")).thenNotFound();
    }

    @Test
    void anAmountIsNotNegative() {
        assertThatThrownBy(() -> TransactionDetails.of(TransactionKind.RETURN, Money.parse("EUR -1.00")))
                .isInstanceOfSatisfying(
                        CrmException.Invalid.class,
                        invalid ->
                                assertThat(invalid.violations().get(0).field()).isEqualTo("amount"));
    }
}
